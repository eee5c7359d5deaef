package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is different between two looks at settled objects; changes when more of them is noise. */
public final class Changes {

    /** Behind the kind of a child in which nothing but Croft's own annotations changed. */
    static final String NOTED = " (noted)";

    private static final String OWN = "croft.dev/";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Set<String> TOLD = Set.of("labels", "annotations", "finalizers", "ownerReferences");
    private static final List<String> NOISE = List.of("lastTransitionTime", "observedGeneration");

    private Changes() {}

    /**
     * The kinds of the children that differ, as {@code Deployment}. Where only what Croft itself notes in annotations
     * differs, it is {@code Deployment (noted)}: the edit was read, but nothing shows that its value arrived.
     */
    public static SortedSet<String> ofChildren(
            Collection<GenericKubernetesResource> before, Collection<GenericKubernetesResource> after) {
        var were = byName(before);
        var are = byName(after);
        SortedSet<String> kinds = new TreeSet<>();
        var names = new TreeSet<>(were.keySet());
        names.addAll(are.keySet());
        for (var name : names) {
            var was = were.get(name);
            var is = are.get(name);
            var kind = name.substring(0, name.indexOf('/'));
            if (was == null || is == null || !withoutNotes(was).equals(withoutNotes(is))) {
                kinds.add(kind);
            } else if (!was.equals(is)) {
                kinds.add(kind + NOTED);
            }
        }
        return kinds;
    }

    /** The fields of the status that differ, as {@code status.url}; times do not count. */
    public static SortedSet<String> ofStatus(GenericKubernetesResource before, GenericKubernetesResource after) {
        var was = status(before);
        var is = status(after);
        SortedSet<String> fields = new TreeSet<>();
        var names = new TreeSet<String>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(name -> !was.path(name).equals(is.path(name)))
                .forEach(name -> fields.add("status." + name));
        return fields;
    }

    private static JsonNode status(GenericKubernetesResource resource) {
        var status = tree(resource).path("status");
        status.path("conditions").forEach(condition -> ((ObjectNode) condition).remove(NOISE));
        return status;
    }

    private static Map<String, ObjectNode> byName(Collection<GenericKubernetesResource> resources) {
        Map<String, ObjectNode> byName = new TreeMap<>();
        resources.forEach(resource ->
                byName.put(resource.getKind() + "/" + resource.getMetadata().getName(), meant(tree(resource))));
        return byName;
    }

    private static ObjectNode withoutNotes(ObjectNode resource) {
        var copy = resource.deepCopy();
        for (var annotations : List.of("/metadata/annotations", "/spec/template/metadata/annotations")) {
            if (copy.at(annotations) instanceof ObjectNode notes) {
                notes.remove(notes.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(key -> key.startsWith(OWN))
                        .toList());
            }
        }
        return copy;
    }

    private static ObjectNode meant(ObjectNode resource) {
        resource.remove("status");
        ((ObjectNode) resource.path("metadata")).retain(TOLD);
        return resource;
    }

    private static ObjectNode tree(GenericKubernetesResource resource) {
        return JSON.convertValue(resource, ObjectNode.class);
    }
}
