package dev.croft.harness.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    // Beyond what a run uses, so that this disturbs none.
    private static final int FIRST = 9_000;

    @Test
    void noPortComesTwiceBeforeAllHadTheirTurn() {
        var ports = new Ports(FIRST, 50, 40);
        Set<Integer> taken = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            assertThat(taken.add(ports.take())).isTrue();
        }
        assertThat(taken).allMatch(port -> port >= FIRST && port < FIRST + 50);
    }

    @Test
    void passesOverAPortOnWhichSomebodyListens() throws IOException {
        try (var somebody = new ServerSocket(0)) {
            int taken = somebody.getLocalPort();

            assertThat(new Ports(taken, 20, 0).take()).isGreaterThan(taken);
        }
    }

    @Test
    void saysWhenThereIsNoneLeft() throws IOException {
        try (var somebody = new ServerSocket(0)) {
            var ports = new Ports(somebody.getLocalPort(), 1, 0);

            assertThatThrownBy(ports::take).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRunTakesNoneThatConnectionsMayGet() {
        assertThat(Ports.next()).isBetween(10_000, 19_999);
    }
}
