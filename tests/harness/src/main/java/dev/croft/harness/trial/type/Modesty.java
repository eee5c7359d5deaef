package dev.croft.harness.trial.type;

import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Scene;
import java.time.Duration;

/** P-R6: however hard the operator tries again, it must not make a storm worse; changes with how much it may ask. */
final class Modesty {

    private static final int REQUESTS_A_SECOND = 10;

    private Modesty() {}

    /** Checks what was asked since a mark of the ledger in a storm of that length, the Lease aside. */
    static void check(Scene scene, long mark, Duration storm) {
        long requests = scene.ledger().since(mark).stream()
                .filter(entry -> !entry.call().isLease())
                .count();
        if (requests > storm.toSeconds() * REQUESTS_A_SECOND) {
            throw new Finding(
                    "P-R6",
                    "%d requests in a storm of %d s, more than %d a second"
                            .formatted(requests, storm.toSeconds(), REQUESTS_A_SECOND));
        }
    }
}
