package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Http;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/croft-system/leases";
    private static final String LEASE = LEASES + "/croft-operator";

    private final HandClock clock = new HandClock();
    private final Fence fence = new Fence(LEASE, clock);

    @Test
    void isClosedBeforeTheFirstRenewal() {
        assertClosed();
    }

    @Test
    void opensWhenTheLeaseIsRenewedOrMade() {
        for (String[] renewal : new String[][] {{"PUT", LEASE}, {"PATCH", LEASE}, {"POST", LEASES}}) {
            clock.advance(Fence.RENEW_DEADLINE.multipliedBy(2));
            exchange(renewal[0], renewal[1], 200, Duration.ZERO);

            assertOpen();
        }
    }

    @Test
    void staysOpenForTheRenewDeadlineAndNoLonger() {
        exchange("PUT", LEASE, 200, Duration.ZERO);
        clock.advance(Fence.RENEW_DEADLINE);
        assertOpen();

        clock.advance(Duration.ofNanos(1));

        assertClosed();
    }

    @Test
    void countsFromTheMomentOfSending() {
        // The process was frozen with the answer already in its socket.
        exchange("PUT", LEASE, 200, Duration.ofMinutes(1));

        assertClosed();
    }

    @Test
    void isNotOpenedByARefusedRenewal() {
        exchange("PUT", LEASE, 409, Duration.ZERO);

        assertClosed();
    }

    @Test
    void isNotOpenedByReadingTheLeaseOrWritingSomethingElse() {
        exchange("GET", LEASE, 200, Duration.ZERO);
        exchange("PUT", LEASES + "/another", 200, Duration.ZERO);
        exchange("POST", "/apis/coordination.k8s.io/v1/namespaces/other/leases", 201, Duration.ZERO);
        exchange("DELETE", LEASE, 200, Duration.ZERO);

        assertClosed();
    }

    @Test
    void isClosedOnceTheLeaseIsGivenUp() {
        exchange("PUT", LEASE, 200, Duration.ZERO);
        fence.close();

        assertClosed();
        // As the answer to the write that gives it up.
        exchange("PUT", LEASE, 200, Duration.ZERO);
        assertClosed();
    }

    private void exchange(String method, String path, int code, Duration answerAfter) {
        var request = Http.request(method, path);
        fence.before(new Http.Sent(), request, Http.NO_TAGS);
        clock.advance(answerAfter);
        fence.after(request, Http.answer(code), Http.UNREAD);
    }

    private void assertOpen() {
        assertThatCode(fence::check).doesNotThrowAnyException();
    }

    private void assertClosed() {
        assertThatThrownBy(fence::check).isInstanceOf(Fence.Closed.class);
    }
}
