package dev.croft.bench.budget;

import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;

/** What every event needs; changes when events need more. */
record Play(Stage stage, Size size, Workload workload, Developer developer, Counter counter) {

    private static final int WATCHED_KINDS = 17;
    private static final int DISCOVERY = 10;

    /** What the start of a replica may cost, however much there is. */
    static Allowance start() {
        return Allowance.nothing()
                .exactly(Charge.LIST, WATCHED_KINDS)
                .exactly(Charge.WATCH, WATCHED_KINDS)
                .atMost(Charge.DISCOVERY, DISCOVERY);
    }

    /** So many applies, and what Services and their Projects may say of them. */
    static Allowance applies(int applies, int services) {
        return Allowance.nothing()
                .exactly(Charge.APPLY, applies)
                .atMost(Charge.SERVICE_STATUS, 2 * services)
                .projectsPaced();
    }
}
