package dev.croft.operator.sample;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that gives Secrets and ConfigMaps out of a list by their names, and can do nothing else. */
public final class Contents {

    private final Collection<? extends HasMetadata> objects;
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private volatile Duration took = Duration.ZERO;

    public Contents(Collection<? extends HasMetadata> objects) {
        this.objects = objects;
    }

    /** What was asked for, in order, each as {@code Kind namespace/name}. */
    public List<String> reads() {
        return reads;
    }

    /** From now on each answer comes after this long. */
    public void takeTheirTime(Duration each) {
        took = each;
    }

    public KubernetesClient client() {
        return fake(KubernetesClient.class, (client, method, arguments) -> switch (method.getName()) {
            case "secrets" -> kind(Secret.class, "");
            case "configMaps" -> kind(ConfigMap.class, "");
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object kind(Class<? extends HasMetadata> kind, String namespace) {
        return fake(MixedOperation.class, (all, method, arguments) -> switch (method.getName()) {
            case "inNamespace" -> kind(kind, (String) arguments[0]);
            case "withName" -> one(kind, namespace, (String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object one(Class<? extends HasMetadata> kind, String namespace, String name) {
        return fake(Resource.class, (one, method, arguments) -> {
            if (!"get".equals(method.getName())) {
                throw new UnsupportedOperationException(method.getName());
            }
            reads.add("%s %s/%s".formatted(kind.getSimpleName(), namespace, name));
            Thread.sleep(took);
            return objects.stream()
                    .filter(kind::isInstance)
                    .filter(object -> namespace.equals(object.getMetadata().getNamespace())
                            && name.equals(object.getMetadata().getName()))
                    .findFirst()
                    .orElse(null);
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
