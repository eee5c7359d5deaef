package dev.croft.harness.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Sighting.Change;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches a whole cluster, one watch per kind, and remembers for each namespace what was seen when. Independent of the
 * operator, and shared by all trials on that cluster. Changes with what is remembered.
 */
public final class Recorder implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient admin;
    private final Map<String, Remembered> records = new ConcurrentHashMap<>();
    private List<SharedIndexInformer<?>> informers = List.of();

    /** What is known of one namespace. */
    private static final class Remembered {
        private final List<Sighting> history = new ArrayList<>();
        private final Map<Key, ObjectNode> present = new TreeMap<>();

        synchronized void add(Sighting sighting) {
            history.add(sighting);
            if (sighting.change() == Change.GONE) {
                present.remove(sighting.key());
            } else {
                present.put(sighting.key(), sighting.object());
            }
        }

        synchronized void look() {
            present.clear();
        }

        synchronized List<Sighting> history() {
            return List.copyOf(history);
        }

        synchronized Map<Key, ObjectNode> present() {
            return new TreeMap<>(present);
        }
    }

    private Recorder(KubernetesClient admin) {
        this.admin = admin;
    }

    /** Starts to watch; returns once every kind has been listed. */
    public static Recorder on(KubernetesClient admin) {
        var recorder = new Recorder(admin);
        recorder.watch();
        return recorder;
    }

    /** Looks at everything anew, after a store was put back; what was seen before stays in the history. */
    public void lookAnew() {
        close();
        records.values().forEach(Remembered::look);
        watch();
    }

    private void watch() {
        List<SharedIndexInformer<?>> started = new ArrayList<>();
        for (var kind : Kind.values()) {
            var informer = kind.in(admin).inAnyNamespace().runnableInformer(0);
            informer.exceptionHandler((begun, trouble) -> true);
            informer.addEventHandler(new Tell(kind));
            started.add(informer);
        }
        started.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);
        informers = started;
    }

    /** Every change in a namespace, in the order in which each kind's watch showed it. */
    public List<Sighting> history(String namespace) {
        return remembered(namespace).history();
    }

    /** What is in a namespace now. */
    public Map<Key, ObjectNode> present(String namespace) {
        return remembered(namespace).present();
    }

    public Optional<ObjectNode> present(String namespace, Key key) {
        return Optional.ofNullable(present(namespace).get(key));
    }

    /** Forgets a namespace whose trial is over. */
    public void forget(String namespace) {
        records.remove(namespace);
    }

    private Remembered remembered(String namespace) {
        return records.computeIfAbsent(namespace, name -> new Remembered());
    }

    /** An object as a tree, without what only its writers need. */
    public static ObjectNode tree(GenericKubernetesResource object) {
        ObjectNode tree = MAPPER.valueToTree(object);
        tree.withObject("/metadata").remove("managedFields");
        return tree;
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private final class Tell implements ResourceEventHandler<GenericKubernetesResource> {
        private final Kind kind;

        Tell(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            tell(Change.BORN, object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            var uid = object.getMetadata().getUid();
            if (!uid.equals(before.getMetadata().getUid())) {
                tell(Change.GONE, before);
                tell(Change.BORN, object);
                return;
            }
            // A list after a broken watch repeats what is known.
            if (!object.getMetadata()
                    .getResourceVersion()
                    .equals(before.getMetadata().getResourceVersion())) {
                tell(Change.EDITED, object);
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            tell(Change.GONE, object);
        }

        private void tell(Change change, GenericKubernetesResource object) {
            var key = new Key(kind, object.getMetadata().getName());
            remembered(object.getMetadata().getNamespace())
                    .add(new Sighting(System.nanoTime(), key, change, tree(object)));
        }
    }
}
