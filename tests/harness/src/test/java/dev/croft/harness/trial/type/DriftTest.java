package dev.croft.harness.trial.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Sighting.Change;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Key DEPLOYMENT = new Key(Kind.DEPLOYMENT, "web");

    @Test
    void anEventTellsOfTheFightOverTheObjectThatItNames() {
        assertThat(tells("Contested", "Somebody keeps changing spec.replicas of Deployment web back.", DEPLOYMENT))
                .isTrue();
        assertThat(tells(
                        "Contested",
                        "Somebody keeps deleting Service web or the labels it has.",
                        new Key(Kind.CORE_SERVICE, "web")))
                .isTrue();
    }

    @Test
    void anEventOfAnotherFightTellsNothing() {
        assertThat(tells("Contested", "Somebody keeps changing spec of Ingress web back.", DEPLOYMENT))
                .isFalse();
        assertThat(tells("Contested", "Somebody keeps changing spec of Deployment web-2 back.", DEPLOYMENT))
                .isFalse();
        assertThat(tells("Paused", "Paused; Deployment web stays as it is.", DEPLOYMENT))
                .isFalse();
    }

    private static boolean tells(String reason, String note, Key victim) {
        var event = JsonNodeFactory.instance.objectNode().put("reason", reason).put("note", note);
        return Drift.tellsOfAFight(new Sighting(1, new Key(Kind.EVENT, "web-1"), Change.BORN, event), victim);
    }
}
