package dev.croft.bench.budget;

import java.time.Duration;

/**
 * How much is set up: each Project has a namespace of its own, three apps and one wide Service. Changes with the
 * workload of the budget.
 *
 * @param projects how many Projects, and so how many wide Services
 * @param idle how long nothing happens
 */
public record Size(int projects, Duration idle) {

    static final int APPS_OF_A_PROJECT = 3;

    public static final Size FULL = new Size(20, Duration.ofSeconds(60));
    public static final Size QUICK = new Size(4, Duration.ofSeconds(10));

    int apps() {
        return projects * APPS_OF_A_PROJECT;
    }

    int wide() {
        return projects;
    }

    int services() {
        return apps() + wide();
    }
}
