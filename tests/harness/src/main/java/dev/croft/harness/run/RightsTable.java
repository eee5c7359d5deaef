package dev.croft.harness.run;

import dev.croft.harness.trial.Right;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * P-R18: the rights that the operator has beside those that it needed; changes with what is wrong with a right.
 *
 * @param granted by the manifests
 * @param used how many requests needed each right
 */
record RightsTable(Set<Right> granted, Map<Right, Long> used) {

    // Whoever has one of these has nearly all others.
    private static final Set<String> LADDERS = Set.of("*", "escalate", "bind", "impersonate");
    private static final Set<String> CLOSED = Set.of("*", "pods/exec", "pods/attach", "nodes", "nodes/proxy");
    // What everybody with an account may do: ask what they may do.
    private static final String OWN_RIGHTS = "authorization.k8s.io";

    /** Whether there is no right that was never needed, none too many, and none that is a way to others. */
    boolean isTight() {
        return granted.stream().allMatch(right -> used.containsKey(right) && !isLadder(right))
                && granted.containsAll(needed());
    }

    private Set<Right> needed() {
        var needed = new TreeSet<>(used.keySet());
        needed.removeIf(right -> right.group().equals(OWN_RIGHTS));
        return needed;
    }

    private static boolean isLadder(Right right) {
        return LADDERS.contains(right.verb()) || CLOSED.contains(right.resource());
    }

    void print(PrintWriter out) {
        out.printf("%n%-50s %s%n", "right", "requests that needed it");
        var all = new TreeSet<>(granted);
        all.addAll(needed());
        all.forEach(right -> out.printf("%-50s %7d%s%n", right, used.getOrDefault(right, 0L), remark(right)));
        out.printf("%d rights granted, %d used%n", granted.size(), needed().size());
    }

    private String remark(Right right) {
        if (!granted.contains(right)) {
            return "  not granted";
        }
        if (isLadder(right)) {
            return "  a way to others";
        }
        return used.containsKey(right) ? "" : "  never needed";
    }
}
