package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
}
