package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTextTest {

    @Test
    void isOneLineWithoutAFullStop() {
        assertThat(ServerText.oneLine(" quota exceeded:\n\trequested 2,\u001b[31m used 3. "))
                .isEqualTo("quota exceeded: requested 2, [31m used 3");
    }

    @Test
    void isOfBoundedLength() {
        assertThat(ServerText.oneLine("x".repeat(1000))).hasSize(301).endsWith("x…");
    }

    @Test
    void isWhatTheServerSaid() {
        var status = new StatusBuilder().withMessage("exceeded quota: one.").build();

        assertThat(ServerText.of(new KubernetesClientException("Failure executing: POST", 403, status)))
                .isEqualTo("exceeded quota: one");
    }

    @Test
    void isTheCodeWhereTheServerSaidNothing() {
        assertThat(ServerText.of(new KubernetesClientException("Failure executing: POST", 403, null)))
                .isEqualTo("code 403");
        assertThat(ServerText.of(
                        new KubernetesClientException("Failure executing: POST", 500, new StatusBuilder().build())))
                .isEqualTo("code 500");
    }

    @Test
    void namesAWebhookThatFails() {
        assertThat(failingWebhook(500, """
                Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: \
                Post "https://policy.acme.svc:443/validate?timeout=10s": connection refused""")).contains("policy.example.com");
    }

    @Test
    void namesNoWebhookThatRefusesOrHasNoDomainForAName() {
        assertThat(failingWebhook(403, "failed calling webhook \"policy.example.com\": denied"))
                .isEmpty();
        assertThat(failingWebhook(500, "failed calling webhook \"<b>you</b>\": refused"))
                .isEmpty();
        assertThat(failingWebhook(500, "etcdserver: request timed out")).isEmpty();
        assertThat(ServerText.failingWebhook(new KubernetesClientException("reset")))
                .isEmpty();
    }

    private static Optional<String> failingWebhook(int code, String message) {
        return ServerText.failingWebhook(new KubernetesClientException(
                message, code, new StatusBuilder().withMessage(message).build()));
    }
}
