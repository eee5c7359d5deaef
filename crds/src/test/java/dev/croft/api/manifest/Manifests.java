package dev.croft.api.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.client.utils.YamlDumpSettingsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Generates the CRD manifests; changes when Croft gets a kind. */
final class Manifests {

    static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(Project.class, CroftService.class);

    private static final String HEADER =
            "# Generated from the types in crds/src/main/java. Change those, then run make generate.\n";

    private static final KubernetesSerialization YAML = new KubernetesSerialization(
            new ObjectMapper(),
            false,
            // Fewer quotes would write the text "True" as a boolean.
            new YamlDumpSettingsBuilder().setMinimizeQuotes(false).build());
    private static final Pattern BOUND = Pattern.compile("(?m)^( +(?:minimum|maximum): )(\\S+)$");

    private Manifests() {}

    /** File name to content, sorted. */
    static Map<String, String> generate() {
        var files = new TreeMap<String, String>();
        for (var kind : KINDS) {
            var crd = definition(kind);
            files.put(crd.getMetadata().getName() + ".yaml", HEADER + plainNumbers(YAML.asYaml(crd)));
        }
        files.put("kustomization.yaml", kustomization(List.copyOf(files.keySet())));
        return files;
    }

    /** The finished definition of one kind. */
    static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) {
        var written = new ByteArrayOutputStream();
        var mapper = new ObjectMapper().addMixIn(kind, TypedParts.class);
        new CRDGenerator()
                .withObjectMapper(mapper, new KubernetesSerialization(mapper, false))
                .customResourceClasses(kind)
                .withOutput(new InMemory(written))
                .generate();
        var crd = Serialization.unmarshal(written.toString(StandardCharsets.UTF_8), CustomResourceDefinition.class);
        return FinishedSchema.of(crd, kind);
    }

    /** The model keeps bounds as doubles, and prints a port's as 65535.0. */
    private static String plainNumbers(String yaml) {
        return BOUND.matcher(yaml)
                .replaceAll(bound -> bound.group(1)
                        + new BigDecimal(bound.group(2)).setScale(0).toPlainString());
    }

    private static String kustomization(List<String> resources) {
        var text = new StringBuilder(HEADER)
                .append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        resources.forEach(resource -> text.append("  - ").append(resource).append('\n'));
        return text.toString();
    }

    /** The module's folder is where Maven runs its tests. */
    static Path folder() {
        return Path.of("manifests");
    }

    /** Hides the way unreadable parts are written, so that the generator sees the types of spec and status. */
    interface TypedParts {

        @JsonIgnore
        Object writtenSpec();

        @JsonIgnore
        Object writtenStatus();
    }

    private record InMemory(ByteArrayOutputStream written) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return written;
        }

        @Override
        public void close() throws IOException {
            written.close();
        }
    }
}
