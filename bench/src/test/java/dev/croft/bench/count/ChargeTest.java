package dev.croft.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChargeTest {

    @Test
    void tellsTheStatusOfAServiceFromTheServiceItself() {
        assertThat(Charge.of(
                        Requests.a("patch", "croft.dev", "services", "status").entry()))
                .contains(Charge.SERVICE_STATUS);
        assertThat(Charge.of(Requests.a("patch", "", "services", "").entry())).contains(Charge.APPLY);
        assertThat(Charge.of(Requests.a("patch", "", "services", "status").entry()))
                .contains(Charge.OTHER);
    }

    @Test
    void tellsARefusedCreateFromOneThatMadeSomething() {
        assertThat(Charge.of(Requests.create("secrets").entry())).contains(Charge.CREATE);
        assertThat(Charge.of(Requests.create("secrets").answered(409).entry())).contains(Charge.REFUSED_CREATE);
    }

    @Test
    void takesAPathWithoutAResourceForDiscovery() {
        assertThat(Charge.of(Requests.a("get", "", "", "").entry())).contains(Charge.DISCOVERY);
    }

    @Test
    void takesAQuestionForItsOwnRightsForDiscovery() {
        assertThat(Charge.of(Requests.a("create", "authorization.k8s.io", "selfsubjectrulesreviews", "")
                        .entry()))
                .contains(Charge.DISCOVERY);
    }

    @Test
    void leavesTheLeaseOut() {
        assertThat(Charge.of(Requests.lease().entry())).isEmpty();
    }

    @Test
    void takesAnythingThatCreatesAnEventForAnEvent() {
        assertThat(Charge.of(Requests.a("create", "events.k8s.io", "events", "").entry()))
                .contains(Charge.EVENT);
    }
}
