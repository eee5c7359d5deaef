package dev.croft.broken.fault;

import java.util.List;
import java.util.stream.Collectors;

/** The list of all wrong operators; changes when there is one more. */
public final class Faults {

    /** In the order in which a person would read about them. */
    public static final List<Fault> ALL = List.of(
            NoRetry.FAULT,
            DeleteByName.FAULT,
            BlindApply.FAULT,
            AlwaysApply.FAULT,
            StatusFirst.FAULT,
            ReadyWithoutPods.FAULT,
            EarlyGeneration.FAULT,
            Adopts.FAULT,
            NoFence.FAULT,
            ForgetsDrift.FAULT);

    private Faults() {}

    /**
     * The fault of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no broken build '%s'. Name one of: %s."
                        .formatted(name, ALL.stream().map(Fault::name).collect(Collectors.joining(", ")))));
    }
}
