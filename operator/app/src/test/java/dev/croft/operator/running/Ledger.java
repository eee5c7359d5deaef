package dev.croft.operator.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the operator asked of the API server, from the server's own audit log; changes with what is counted. */
final class Ledger {

    private static final String OPERATOR = "system:serviceaccount:croft-system:croft-operator";
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path log;
    private final String namespace;
    private long start;

    /** Starts counting now what concerns one namespace. */
    Ledger(Path kubeconfig, String namespace) throws IOException {
        log = kubeconfig.resolveSibling("audit.log");
        this.namespace = namespace;
        startAnew();
    }

    void startAnew() throws IOException {
        start = lines().size();
    }

    /** Every write but those of the Lease, as {@code verb resource/subresource name code}. */
    List<String> writes() throws IOException {
        return requests(entry -> WRITES.contains(entry.path("verb").asText()));
    }

    /** Every read of one object. */
    List<String> gets() throws IOException {
        return requests(entry -> "get".equals(entry.path("verb").asText()));
    }

    private List<String> requests(Predicate<JsonNode> wanted) throws IOException {
        return lines().stream()
                .skip(start)
                .map(Ledger::parse)
                .filter(entry -> OPERATOR.equals(entry.at("/user/username").asText()))
                .filter(entry -> entry.has("objectRef"))
                .filter(entry ->
                        namespace.equals(entry.at("/objectRef/namespace").asText()))
                .filter(entry ->
                        !"leases".equals(entry.at("/objectRef/resource").asText()))
                .filter(wanted)
                .map(Ledger::render)
                .toList();
    }

    private List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.toList();
        }
    }

    private static String render(JsonNode entry) {
        var object = entry.path("objectRef");
        var resource = object.path("resource").asText()
                + (object.has("subresource") ? "/" + object.path("subresource").asText() : "");
        return "%s %s %s %d"
                .formatted(
                        entry.path("verb").asText(),
                        resource,
                        object.path("name").asText("-"),
                        entry.at("/responseStatus/code").asInt());
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException("The audit log is JSON, line by line: " + line, e);
        }
    }
}
