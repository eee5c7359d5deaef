package dev.croft.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** People look a field up in its kind's page; a field without a line there does not exist for them. */
class SpecPageTest {

    @SuppressWarnings("unused") // Named in the annotations below.
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = Manifests.KINDS;

    @ParameterizedTest
    @FieldSource("KINDS")
    void everySpecFieldHasALineInItsPage(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var page = page(kind);

        assertThat(SchemaFields.of(Manifests.definition(kind)))
                .extracting(SchemaFields.Field::path)
                .filteredOn(path -> path.startsWith("spec.") && !path.endsWith("[]") && !path.endsWith("*"))
                // The three probes are alike below their own line.
                .map(path -> path.substring("spec.".length())
                        .replaceFirst("^probes\\.(startup|readiness|liveness)\\.", "probes.<probe>."))
                .allSatisfy(path -> assertThat(page).contains("\n| `" + path + "` |"));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyStatusFieldIsNamedInItsPage(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var page = page(kind);

        assertThat(SchemaFields.of(Manifests.definition(kind)))
                .extracting(SchemaFields.Field::path)
                .filteredOn(path -> path.matches("status\\.[a-zA-Z]+"))
                .allSatisfy(path -> assertThat(page).contains("`" + path + "`"));
    }

    private static String page(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var name = Manifests.definition(kind).getSpec().getNames().getKind().toLowerCase(Locale.ROOT);
        return Files.readString(Path.of("..", "docs", "spec", "v1alpha1", name + ".md"));
    }
}
