package dev.croft.harness.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operator's work in a namespace, freed of what differs between any two namespaces: custom resources with their
 * status, and the objects that they own. Changes when another field turns out to say nothing.
 */
public record Snapshot(Map<Key, JsonNode> objects) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> SERVER_FIELDS = List.of(
            "uid", "resourceVersion", "creationTimestamp", "generation", "selfLink", "managedFields", "namespace");
    private static final List<String> ADDRESSES = List.of("clusterIP", "clusterIPs");
    private static final String HEADLESS = "None";
    private static final List<String> BINDING = List.of(
            "pv.kubernetes.io/bind-completed",
            "pv.kubernetes.io/bound-by-controller",
            "volume.beta.kubernetes.io/storage-provisioner",
            "volume.kubernetes.io/storage-provisioner",
            "volume.kubernetes.io/selected-node");
    private static final Set<String> TIMES = Set.of("lastTransitionTime", "deployedAt");

    /** Takes the snapshot of what a recorder sees of a namespace. */
    public static Snapshot of(String namespace, Map<Key, ObjectNode> present) {
        Map<Key, JsonNode> objects = new TreeMap<>();
        present.forEach((key, object) -> {
            if (Kind.CUSTOM.contains(key.kind())
                    || (Kind.OWNED.contains(key.kind()) && isOwned(object))
                    || (Kind.KEPT.contains(key.kind()) && isManaged(object))) {
                objects.put(key, normalised(namespace, key.kind(), object));
            }
        });
        return new Snapshot(objects);
    }

    /** Whether a custom resource of Croft is the object's controller. */
    public static boolean isOwned(JsonNode object) {
        return controller(object).isPresent();
    }

    /** The UID of the custom resource of Croft that is the object's controller. */
    public static Optional<JsonNode> controller(JsonNode object) {
        for (var owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()
                    && owner.path("apiVersion").asText().startsWith("croft.dev/")) {
                return Optional.of(owner.path("uid"));
            }
        }
        return Optional.empty();
    }

    /** Whether an object says that Croft made it, which need not own it. */
    public static boolean isManaged(JsonNode object) {
        return object.path("metadata")
                .path("labels")
                .path("app.kubernetes.io/managed-by")
                .asText()
                .equals("croft");
    }

    private static JsonNode normalised(String namespace, Kind kind, ObjectNode object) {
        var tree = object.deepCopy();
        if (Kind.CUSTOM.contains(kind)) {
            var generation = tree.at("/metadata/generation").asLong();
            relateGenerations(tree.path("status"), generation);
        } else {
            tree.remove("status");
        }
        if (kind == Kind.CORE_SERVICE && !tree.at("/spec/clusterIP").asText().equals(HEADLESS)) {
            tree.withObject("/spec").remove(ADDRESSES);
        }
        var metadata = tree.withObject("/metadata");
        metadata.remove(SERVER_FIELDS);
        if (kind == Kind.CLAIM) {
            // Which volume it got, and from whom, is the cluster's affair.
            tree.withObject("/spec").remove("volumeName");
            metadata.withObject("/annotations").remove(BINDING);
        }
        for (var owner : metadata.path("ownerReferences")) {
            ((ObjectNode) owner).remove("uid");
        }
        dropTimes(tree);
        return reread(tree.toString().replace(namespace, "<namespace>"));
    }

    private static JsonNode reread(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException("A tree that was just written can be read", impossible);
        }
    }

    // How often somebody edited says nothing; whether the status speaks of the last edit says all.
    private static void relateGenerations(JsonNode node, long generation) {
        if (node instanceof ObjectNode object) {
            if (object.has("observedGeneration")) {
                object.put(
                        "observedGeneration",
                        object.path("observedGeneration").asLong() == generation ? "current" : "old");
            }
            object.forEach(child -> relateGenerations(child, generation));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> relateGenerations(child, generation));
        }
    }

    private static void dropTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(TIMES);
            object.forEach(Snapshot::dropTimes);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Snapshot::dropTimes);
        }
    }

    /** Every path at which the other snapshot differs, as {@code Kind/name /path: this -> other}. */
    public List<Difference> differences(Snapshot other) {
        List<Difference> found = new ArrayList<>();
        var keys = new TreeSet<>(objects.keySet());
        keys.addAll(other.objects.keySet());
        for (var key : keys) {
            var here = objects.get(key);
            var there = other.objects.get(key);
            if (here == null || there == null) {
                found.add(new Difference(key, "", here == null ? "absent -> present" : "present -> absent"));
                continue;
            }
            for (var operation : JsonDiff.asJson(here, there)) {
                var path = operation.path("path").asText();
                found.add(new Difference(
                        key,
                        path,
                        "%s -> %s"
                                .formatted(
                                        shortened(here.at(path)),
                                        operation.path("op").asText().equals("remove")
                                                ? "absent"
                                                : shortened(operation.path("value")))));
            }
        }
        return found;
    }

    private static String shortened(JsonNode value) {
        var text = value.isMissingNode() ? "absent" : value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    /** One place at which two snapshots differ; the text tells how. */
    public record Difference(Key key, String path, String how) {
        @Override
        public String toString() {
            return "%s %s: %s".formatted(key, path.isEmpty() ? "itself" : path, how);
        }
    }

    /**
     * The places that prove nothing.
     *
     * @param places where two runs differed in which nothing went wrong, each by its object and path
     * @param paths of any object at which nothing counts
     */
    public record Mask(Set<String> places, List<Pattern> paths) {

        // A life with three releases remembers more than one that began with the last.
        private static final Pattern BIOGRAPHY = Pattern.compile(
                "(/status/history|/metadata/annotations/(deployment\\.kubernetes\\.io~1revision|croft\\.dev~1applied|croft\\.dev~1seen)).*");
        private static final Pattern OBJECT = Pattern.compile("^[^/]+/[^/]+");
        private static final Pattern PAST_DIGESTS = Pattern.compile("/status/history/\\d+/(digest|pinnedImage)");

        public static Mask of(List<Difference> differences) {
            return new Mask(differences.stream().map(Mask::place).collect(Collectors.toUnmodifiableSet()), List.of());
        }

        /** Hides what is remembered of a life as well. */
        public Mask withoutBiography() {
            return new Mask(places, List.of(BIOGRAPHY));
        }

        /** Hides as well which digests the pods of remembered releases told. */
        public Mask withoutPastDigests() {
            return new Mask(places, List.of(PAST_DIGESTS));
        }

        /** The paths at which those runs differed, whatever the object. */
        public Set<String> pathsThatDiffered() {
            return places.stream()
                    .map(place -> OBJECT.matcher(place).replaceFirst(""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        public boolean hides(Difference difference) {
            return places.contains(place(difference))
                    || paths.stream()
                            .anyMatch(path -> path.matcher(difference.path()).matches());
        }

        private static String place(Difference difference) {
            return difference.key() + difference.path();
        }
    }
}
