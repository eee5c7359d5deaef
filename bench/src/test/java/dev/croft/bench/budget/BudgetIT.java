package dev.croft.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The one count test: what {@code bench/run budget --quick} counts. */
class BudgetIT {

    private static final Path FOLDER = Path.of("target", "budget-it");

    @Test
    void keepsEveryEventWithinTheRequestBudget() {
        long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        System.out.printf("Request budget with seed %d%n", seed);

        var outcome = Budget.run(Size.QUICK, seed, "budget-it", FOLDER, line -> System.out.println(line.event()));

        assertThat(outcome.beyond())
                .as("lines beyond their allowance, with seed %d", seed)
                .isEmpty();
    }
}
