package dev.croft.bench.count;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import java.util.Optional;

/** The kinds of cost that the request budget tells apart; changes with the budget. */
public enum Charge {
    DISCOVERY("discovery"),
    LIST("LIST"),
    WATCH("WATCH"),
    GET("GET"),
    CREATE("create"),
    REFUSED_CREATE("refused create"),
    APPLY("apply"),
    DELETE("delete"),
    SERVICE_STATUS("Service status"),
    PROJECT_STATUS("Project status"),
    EVENT("Event"),
    OTHER("other");

    private static final String OWN_GROUP = "croft.dev";
    private static final String RIGHTS_GROUP = "authorization.k8s.io";
    private static final int CONFLICT = 409;

    private final String word;

    Charge(String word) {
        this.word = word;
    }

    /** What it is called in tables and files. */
    public String word() {
        return word;
    }

    /** What a request is booked as; empty for the Lease, which has a budget of its own. */
    public static Optional<Charge> of(Entry entry) {
        var call = entry.call();
        if (call.isLease()) {
            return Optional.empty();
        }
        // Asking for one's own rights is sent like a create, and leaves nothing behind.
        if (call.resource().isEmpty() || call.group().equals(RIGHTS_GROUP)) {
            return Optional.of(DISCOVERY);
        }
        if (call.resource().equals("events")) {
            return Optional.of(EVENT);
        }
        return Optional.of(
                switch (call.verb()) {
                    case "list" -> LIST;
                    case "watch" -> WATCH;
                    case "get" -> GET;
                    default -> call.isWrite() ? write(call, entry.code()) : OTHER;
                });
    }

    private static Charge write(Call call, int code) {
        return switch (call.verb()) {
            case "create" -> code == CONFLICT ? REFUSED_CREATE : CREATE;
            case "delete" -> DELETE;
            case "patch" -> call.subresource().isEmpty() ? APPLY : status(call);
            default -> OTHER;
        };
    }

    private static Charge status(Call call) {
        if (!call.group().equals(OWN_GROUP) || !call.subresource().equals("status")) {
            return OTHER;
        }
        return switch (call.resource()) {
            case "services" -> SERVICE_STATUS;
            case "projects" -> PROJECT_STATUS;
            default -> OTHER;
        };
    }
}
