package dev.croft.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RightTest {

    @Test
    void tellsWhatIsLookedAtAgainFromWhatIsReadOnlyOnce() {
        assertThat(new Right("croft.dev", "services", "get").isToLookAgain()).isTrue();
        assertThat(new Right("apps", "deployments", "get").isToLookAgain()).isTrue();
        assertThat(new Right("", "secrets", "get").isToLookAgain()).isFalse();
        assertThat(new Right("apps", "deployments", "patch").isToLookAgain()).isFalse();
        assertThat(new Right("coordination.k8s.io", "leases", "get").isToLookAgain())
                .isFalse();
    }
}
