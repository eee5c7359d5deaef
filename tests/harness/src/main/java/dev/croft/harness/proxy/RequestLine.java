package dev.croft.harness.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What method, path and query ask for, read as the API server reads them for RBAC; changes when the server's reading
 * does.
 */
record RequestLine(
        String verb,
        String group,
        String version,
        String resource,
        String subresource,
        String namespace,
        String name,
        boolean mutates) {

    // Asking who may do what is a POST, but leaves nothing behind.
    private static final Set<String> REVIEWS = Set.of("authorization.k8s.io", "authentication.k8s.io");
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");
    private static final Pattern ONE_NAME = Pattern.compile("(?:^|,)metadata\\.name==?([^,]+)");

    /** The query gives the value of a parameter, or null where it is absent. */
    static RequestLine read(String method, String path, Function<String, @Nullable String> query) {
        var parts = segments(path);
        boolean core = parts.size() > 2 && "api".equals(parts.getFirst());
        boolean grouped = parts.size() > 3 && "apis".equals(parts.getFirst());
        if (!core && !grouped) {
            return new RequestLine(method.toLowerCase(Locale.ROOT), "", "", "", "", "", path, false);
        }
        var group = core ? "" : parts.get(1);
        var version = parts.get(core ? 1 : 2);
        var rest = parts.subList(core ? 2 : 3, parts.size());
        var namespace = "";
        if ("namespaces".equals(rest.getFirst()) && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
            }
        }
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? rest.get(2) : "";
        var verb = verb(method, name, query.apply("watch"));
        if (Set.of("list", "watch").contains(verb)) {
            var one = ONE_NAME.matcher(Objects.requireNonNullElse(query.apply("fieldSelector"), ""));
            name = one.find() ? one.group(1) : "";
        }
        boolean mutates = !Set.of("get", "list", "watch").contains(verb)
                && !REVIEWS.contains(group)
                && query.apply("dryRun") == null;
        return new RequestLine(verb, group, version, rest.getFirst(), subresource, namespace, name, mutates);
    }

    private static List<String> segments(String path) {
        var parts = new ArrayList<String>();
        // A plus sign is itself in a path, but a blank to the decoder.
        Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .forEach(part -> parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)));
        return parts;
    }

    private static String verb(String method, String name, @Nullable String watch) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> {
                if (!name.isEmpty()) {
                    yield "get";
                }
                yield watch == null || "false".equals(watch) || "0".equals(watch) ? "list" : "watch";
            }
        };
    }
}
