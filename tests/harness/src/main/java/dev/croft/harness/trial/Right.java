package dev.croft.harness.trial;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.state.Kind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One verb on one kind; changes with how the API server tells rights apart.
 *
 * @param resource the plural, with a subresource behind a slash
 */
public record Right(String group, String resource, String verb) implements Comparable<Right> {

    private static final Comparator<Right> ORDER =
            Comparator.comparing(Right::group).thenComparing(Right::resource).thenComparing(Right::verb);

    /** Every right that some rules give. */
    public static List<Right> of(List<PolicyRule> rules) {
        List<Right> rights = new ArrayList<>();
        for (var rule : rules) {
            for (var group : rule.getApiGroups()) {
                for (var resource : rule.getResources()) {
                    for (var verb : rule.getVerbs()) {
                        rights.add(new Right(group, resource, verb));
                    }
                }
            }
        }
        return rights;
    }

    /** The right that a request needs. */
    public static Right of(Call call) {
        var resource = call.subresource().isEmpty() ? call.resource() : call.resource() + "/" + call.subresource();
        return new Right(call.group(), resource, call.verb());
    }

    /** Whether it is needed to see what changes. */
    boolean isToSee() {
        return verb.equals("list") || verb.equals("watch");
    }

    /**
     * Whether it is needed to look once more at what is watched anyway. That is needed by whoever has not heard of a change
     * yet, so by chance, and only what is done by hand makes it sure.
     */
    boolean isToLookAgain() {
        return verb.equals("get")
                && Kind.requested(group, resource)
                        .filter(kind ->
                                Kind.CUSTOM.contains(kind) || Kind.OWNED.contains(kind) || Kind.KEPT.contains(kind))
                        .isPresent();
    }

    /** Whether it concerns the Lease by which one replica leads. */
    public boolean isOfLeases() {
        return resource.equals("leases");
    }

    /** As one word, for command lines and file names. */
    public String word() {
        return "%s-%s%s".formatted(verb, resource.replace('/', '-'), group.equals("croft.dev") ? ".croft" : "");
    }

    @Override
    public int compareTo(Right other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%-7s %s%s".formatted(verb, resource, group.isEmpty() ? "" : "." + group);
    }
}
