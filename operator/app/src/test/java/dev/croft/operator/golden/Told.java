package dev.croft.operator.golden;

import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Verdict;

/** What one pass came to. */
public record Told(Plan plan, Verdict<?> verdict) {}
