package dev.croft.operator.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.ManagedFields;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Resources by their YAML; everything lies in the namespace {@code acme} and belongs to the Project {@code shop}. */
public final class Samples {

    private static final KubernetesSerialization YAML = yaml();

    private Samples() {}

    private static KubernetesSerialization yaml() {
        var mapper = new ObjectMapper();
        ManagedFields.dropWhileReading(mapper);
        return new KubernetesSerialization(mapper, false);
    }

    /** The Project {@code shop} with this spec, which may be empty. */
    public static Project project(String spec) {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop, namespace: acme, uid: uid-shop, generation: 1}
                spec:
                  tier: production
                """ + spec.indent(2), Project.class);
    }

    /** A Service of the Project {@code shop}, with the image {@code example.com/name:1} and this spec besides. */
    public static CroftService service(String name, String spec) {
        return read(
                """
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %1$s, namespace: acme, uid: uid-%1$s, generation: 1}
                spec:
                  projectRef: {name: shop}
                """.formatted(name)
                        + (spec.contains("image:") ? "" : "  image: example.com/%s:1%n".formatted(name))
                        + spec.indent(2),
                CroftService.class);
    }

    /** A Service of which nothing but its metadata can be read. */
    public static CroftService unreadable(String name) {
        return read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s, namespace: acme, generation: 1}
                spec: of another time
                """.formatted(name), CroftService.class);
    }

    /** A Deployment of this name with these annotations, status and so on, as the API server would show it. */
    public static Deployment deployment(String name, String rest) {
        return read("""
                apiVersion: apps/v1
                kind: Deployment
                """ + rest, Deployment.class, name);
    }

    /** A pod of this name. */
    public static Pod pod(String name, String rest) {
        return read("""
                apiVersion: v1
                kind: Pod
                """ + rest, Pod.class, name);
    }

    private static <T extends io.fabric8.kubernetes.api.model.HasMetadata> T read(
            String yaml, Class<T> type, String name) {
        var object = read(yaml, type);
        object.getMetadata().setName(name);
        object.getMetadata().setNamespace("acme");
        return object;
    }

    /** Any object by its YAML. */
    public static <T> T read(String yaml, Class<T> type) {
        // What begins with a brace would be read as JSON, which wants every name in quotes.
        return YAML.unmarshal("---\n" + yaml, type);
    }
}
