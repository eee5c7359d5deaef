package dev.croft.harness;

import java.util.Locale;

/** Lines on stdout, each with the seconds since the first; changes with how a run shows what it is at. */
final class Progress {

    private static final long BEGAN = System.nanoTime();

    private Progress() {}

    static void say(String line) {
        System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - BEGAN) / 1e9, line);
    }

    /** What a program printed, indented below the line it belongs to. */
    static void show(String output) {
        output.lines().forEach(line -> System.out.println("           | " + line));
    }
}
