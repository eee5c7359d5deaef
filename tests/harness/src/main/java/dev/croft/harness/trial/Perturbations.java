package dev.croft.harness.trial;

import dev.croft.harness.trial.type.Absent;
import dev.croft.harness.trial.type.Calm;
import dev.croft.harness.trial.type.Drift;
import dev.croft.harness.trial.type.Foreign;
import dev.croft.harness.trial.type.Kill;
import dev.croft.harness.trial.type.Outage;
import dev.croft.harness.trial.type.Replicas;
import dev.croft.harness.trial.type.Replies;
import dev.croft.harness.trial.type.Restore;
import dev.croft.harness.trial.type.Rights;
import dev.croft.harness.trial.type.Schema;
import dev.croft.harness.trial.type.Stale;
import dev.croft.harness.trial.type.Store;
import dev.croft.harness.trial.type.Tenant;
import dev.croft.harness.trial.type.Watches;
import java.util.List;

/** All classes of trouble; changes when there is one more. */
public final class Perturbations {

    private static final List<Perturbation> ALL = List.of(
            new Calm(),
            new Kill(),
            new Replies(),
            new Watches(),
            new Replicas(),
            new Outage(),
            new Rights(),
            new Schema(),
            new Drift(),
            new Foreign(),
            new Tenant(),
            new Stale(),
            new Store(),
            new Restore(),
            new Absent());

    private Perturbations() {}

    public static List<Perturbation> all() {
        return ALL;
    }

    /**
     * The class of that name.
     *
     * @throws Misuse if there is none
     */
    public static Perturbation named(String name) {
        return ALL.stream()
                .filter(perturbation -> perturbation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Misuse("There is no class %s; choose from %s."
                        .formatted(name, ALL.stream().map(Perturbation::name).toList())));
    }
}
