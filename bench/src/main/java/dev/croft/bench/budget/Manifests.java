package dev.croft.bench.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** What developers write; changes with the workload of the budget. */
final class Manifests {

    /** How many objects Croft makes for each of them. */
    static final int OBJECTS_OF_A_PROJECT = 1;

    static final int OBJECTS_OF_AN_APP = 4;
    static final int OBJECTS_OF_A_WIDE_SERVICE = 5;

    /** How many Secrets and ConfigMaps a Service reads, those of its Project among them. */
    static final int SOURCES_OF_AN_APP = 1;

    static final int SOURCES_OF_A_WIDE_SERVICE = 2;
    static final int PODS_OF_A_WIDE_SERVICE = 2;

    static final String PROJECT = "shop";
    static final String SHARED = "shared";
    static final String SECRET = "access";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    /** A ConfigMap that every Service of the Project reads. */
    static ObjectNode shared() {
        return read("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: shared}
                data: {MOOD: calm}
                """);
    }

    static ObjectNode secret() {
        return read("""
                apiVersion: v1
                kind: Secret
                metadata: {name: access}
                stringData: {TOKEN: first}
                """);
    }

    static ObjectNode project() {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec:
                  description: under count
                  envFrom: [{configMapRef: {name: shared}}]
                """);
    }

    /** A Project that says nothing. */
    static ObjectNode plainProject() {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec: {}
                """);
    }

    /** A Service with this spec besides its Project. */
    static ObjectNode service(String name, String spec) {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s}
                spec:
                  projectRef: {name: shop}
                """.formatted(name) + spec.indent(2));
    }

    /** One port, one route, one pod. */
    static ObjectNode app(String name, String host) {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s}
                spec:
                  projectRef: {name: shop}
                  image: example.com/app:1
                  ports: [{name: http, port: 8080}]
                  routes: [{hosts: [%s]}]
                """.formatted(name, host));
    }

    /** The Service of which Croft makes the most objects. */
    static ObjectNode wide(String name, String host) {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s}
                spec:
                  projectRef: {name: shop}
                  image: example.com/wide:1
                  replicas: 2
                  args: [--wide]
                  env: [{name: LOG, value: warn}]
                  envFrom: [{secretRef: {name: access}}]
                  ports: [{name: http, port: 8080}]
                  routes: [{hosts: [%s]}]
                """.formatted(name, host));
    }

    /** A fragment of a manifest, to be put into one. */
    static <T extends JsonNode> T fragment(String yaml, Class<T> type) {
        return type.cast(tree(yaml));
    }

    private static ObjectNode read(String yaml) {
        return (ObjectNode) tree(yaml);
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A manifest of this class can be read", impossible);
        }
    }
}
