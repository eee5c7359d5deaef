package dev.croft.harness.proxy;

/**
 * Decides what happens to each call of a link, watches included; changes with what a decision may depend on.
 *
 * <p>Asked on a thread of its own, so it may block; asked for calls that are in flight together at the same time.
 */
@FunctionalInterface
public interface Rule {

    /** Nothing is disturbed. */
    Rule FORWARD = call -> new Treatment.Forward();

    Treatment treat(Call call);
}
