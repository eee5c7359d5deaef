package dev.croft.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void servesAllNamespacesUnlessSomeAreNamed() {
        var confined = new Settings(
                Set.of("acme"),
                "traefik",
                Optional.empty(),
                "kube-system",
                Map.of(),
                "cluster.local",
                Set.of(),
                ExternalNames.IGNORED,
                Settings.USUAL_IMAGE,
                Optional.empty());

        assertThat(Settings.defaults().servesAllNamespaces()).isTrue();
        assertThat(confined.servesAllNamespaces()).isFalse();
    }
}
