package dev.croft.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes custom resources known to a server; changes when definitions are installed differently. */
public final class Definitions {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("tests")
            .withForce(true)
            .build();
    private static final int SECONDS_TO_SERVE = 30;
    // All objects of the kind go first, which takes the longer the more there are.
    private static final int SECONDS_TO_GO = 60;

    private Definitions() {}

    /** Applies every definition of a folder, as often as you like, and returns once the server serves them. */
    public static void install(KubernetesClient client, Path folder) {
        var definitions = read(client, folder);
        definitions.forEach(definition -> client.resource(definition).patch(APPLY, definition));
        definitions.forEach(definition -> client.resource(definition)
                .waitUntilCondition(Definitions::served, SECONDS_TO_SERVE, TimeUnit.SECONDS));
    }

    /** Deletes every definition of a folder, and with it all objects of its kind, and returns once it is gone. */
    public static void remove(KubernetesClient client, Path folder) {
        read(client, folder)
                .forEach(definition -> client.resource(definition)
                        .withTimeout(SECONDS_TO_GO, TimeUnit.SECONDS)
                        .delete());
    }

    private static boolean served(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static List<CustomResourceDefinition> read(KubernetesClient client, Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .<HasMetadata>flatMap(file -> client.load(open(file)).items().stream())
                    .filter(CustomResourceDefinition.class::isInstance)
                    .map(CustomResourceDefinition.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(Path file) {
        try {
            return new ByteArrayInputStream(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
