package dev.croft.badhouse.attic;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps state where all share it. */
class Testator {

    static final List<String> NAMES = List.of("a");
    static final AtomicInteger COUNTS = new AtomicInteger();
    static final int[] NUMBERS = {1};
    static int count;
}
