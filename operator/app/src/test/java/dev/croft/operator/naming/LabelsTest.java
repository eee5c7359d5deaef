package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void namesTheProjectOnItsOwnObjects() {
        assertThat(Labels.ofProject("shop", Labels.NETWORK))
                .containsOnly(
                        entry("app.kubernetes.io/managed-by", "croft"),
                        entry("app.kubernetes.io/part-of", "shop"),
                        entry("app.kubernetes.io/name", "shop"),
                        entry("app.kubernetes.io/component", "network"),
                        entry("croft.dev/project", "shop"));
    }

    @Test
    void namesTheServiceOnItsObjects() {
        assertThat(Labels.ofService("shop", "web", Labels.SERVE))
                .contains(entry("app.kubernetes.io/name", "web"), entry("croft.dev/service", "web"))
                .containsAllEntriesOf(Labels.servingPods("shop", "web"));
    }

    @Test
    void selectsNoPodThatDoesSomethingElseForTheService() {
        assertThat(Labels.ofService("shop", "web", "migrate").entrySet())
                .doesNotContainSequence(Labels.servingPods("shop", "web").entrySet());
        assertThat(Labels.servingPods("shop", "web")).containsEntry("app.kubernetes.io/component", "serve");
    }

    @Test
    void keepsOneOrder() {
        assertThat(Labels.ofService("shop", "web", Labels.SERVE).keySet().stream()
                        .toList())
                .isSorted();
    }
}
