package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Works on several objects at once; changes with how much may go on at the same time. */
final class Together {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What the work on each object came to, in their order. Throws what the first that failed has thrown. */
    List<Outcome> run(List<? extends HasMetadata> objects, Function<HasMetadata, Outcome> work) {
        if (objects.size() == 1) {
            return List.of(work.apply(objects.getFirst()));
        }
        var running = objects.stream()
                .map(object -> CompletableFuture.supplyAsync(() -> work.apply(object), threads))
                .toList();
        try {
            // All are awaited before the first failure counts: none may still write when the pass has ended.
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
        return running.stream().map(CompletableFuture::join).toList();
    }
}
