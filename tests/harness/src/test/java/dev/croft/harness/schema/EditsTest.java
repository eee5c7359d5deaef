package dev.croft.harness.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Edit.Sort;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EditsTest {

    private static final Path DEFINITIONS = Path.of("..", "..", "crds", "manifests");

    private static final List<Property> PROPERTIES = Stream.concat(
                    read("projects.croft.dev.yaml"), read("services.croft.dev.yaml"))
            .toList();

    @ParameterizedTest
    @FieldSource("PROPERTIES")
    void everyPropertyHasAValidAndARefusedEdit(Property property) {
        var edits = new Edits(1).of(property, base(property));

        assertThat(edits).extracting(Edit::sort).contains(Sort.VALID, Sort.REFUSED, Sort.HOSTILE);
    }

    @ParameterizedTest
    @FieldSource("PROPERTIES")
    void everyEditIsAnotherChangeOfTheBase(Property property) {
        var base = base(property);

        var edits = new Edits(1).of(property, base);

        assertThat(edits)
                .filteredOn(edit -> edit.step() == Edit.Step.CHANGED)
                .extracting(edit -> edit.edited().toString())
                .doesNotHaveDuplicates()
                .doesNotContain(base.toString());
    }

    @ParameterizedTest
    @FieldSource("PROPERTIES")
    void theSameSeedMakesTheSameEdits(Property property) {
        assertThat(new Edits(7).of(property, base(property))).isEqualTo(new Edits(7).of(property, base(property)));
    }

    @Test
    void saysWhatToDoWhereTheBaseLacksAProperty() {
        var property = PROPERTIES.getLast();
        var base = base(property);
        base.putObject("spec");

        assertThatThrownBy(() -> new Edits(1).of(property, base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(property.path())
                .hasMessageContaining("set it in the base");
    }

    private static ObjectNode base(Property property) {
        return Bases.around(property, Bases.of(property.kind()));
    }

    private static Stream<Property> read(String file) {
        try (var definition = Files.newInputStream(DEFINITIONS.resolve(file))) {
            return Properties.of(new KubernetesSerialization().unmarshal(definition, CustomResourceDefinition.class))
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
