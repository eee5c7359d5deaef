package dev.croft.broken.fault;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** An operator with another default, in which nothing is wrong. */
    public static final Fault NEXT_VERSION = NextVersion.FAULT;

    private Faults() {}

    /**
     * The fault of that name, or {@link #NEXT_VERSION}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Fault named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(NEXT_VERSION))
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no broken build '%s'. Name one of: %s."
                        .formatted(name, ALL.stream().map(Fault::name).collect(Collectors.joining(", ")))));
    }
}
