package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {

    @Test
    void readsLikeWhatAPersonWouldType() {
        assertThat(ObjectKey.of(Samples.service("web", ""))).hasToString("Service acme/web");
    }

    @Test
    void sortsByKindNamespaceAndName() {
        var keys = List.of(
                new ObjectKey("Service", "a", "a"),
                new ObjectKey("Ingress", "b", "a"),
                new ObjectKey("Ingress", "a", "b"));

        assertThat(keys.stream().sorted().map(ObjectKey::toString))
                .containsExactly("Ingress a/b", "Ingress b/a", "Service a/a");
    }
}
