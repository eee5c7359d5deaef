package dev.croft.broken;

import dev.croft.broken.fault.Faults;
import java.util.Arrays;
import java.util.List;

/** What the jar answers when it is run by itself: which broken builds there are. */
public final class Catalogue {

    private Catalogue() {}

    public static void main(String[] arguments) {
        if (!Arrays.asList(arguments).equals(List.of("--list"))) {
            System.err.println("Usage: java -jar croft-broken.jar --list, or java -javaagent:croft-broken.jar=<name>"
                    + " -jar quarkus-run.jar to start the operator as one of them.");
            System.exit(2);
        }
        Faults.ALL.forEach(fault -> System.out.printf("%-20s %-6s %s%n", fault.name(), fault.breaks(), fault.wrong()));
    }
}
