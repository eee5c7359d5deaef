package dev.croft.bench.budget;

import dev.croft.bench.count.Line;
import java.io.PrintWriter;

/** The budget as people read it, line by line as it is counted; changes with what they want to see. */
final class Table {

    private final PrintWriter out;

    Table(PrintWriter out) {
        this.out = out;
    }

    void print(Line line) {
        out.printf("%s  %s%n", line.isWithin() ? "pass" : "FAIL", line.event());
        out.printf("        allowed  %s%n", line.allowed());
        out.printf("        counted  %s%n", line.counted());
        line.breaches().forEach(breach -> out.printf("        beyond   %s%n", breach));
        out.flush();
    }
}
