package dev.croft.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.ApiServer;
import dev.croft.testing.ClusterScript;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as somebody installs them, against an API server that checks every field and Pod Security. */
class InstallationIT {

    private static final Path OVERLAYS = ClusterScript.root().resolve("kustomize/overlays");

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(ClusterScript.root().resolve("crds/manifests"));

    @ParameterizedTest
    @ValueSource(strings = {"kind-dev", "hetzner-prod"})
    void isAcceptedWithoutAWarning(String overlay, Sandbox sandbox) throws Exception {
        var rendered =
                kubectl(sandbox, "", "kustomize", OVERLAYS.resolve(overlay).toString());
        // A dry run makes no namespace, and what lies in one needs it.
        objects(sandbox, rendered).stream()
                .filter(Namespace.class::isInstance)
                .forEach(namespace -> sandbox.client().resource(namespace).serverSideApply());

        var said = kubectl(
                sandbox, rendered, "apply", "--server-side", "--dry-run=server", "--force-conflicts", "--filename=-");

        assertThat(said).doesNotContainIgnoringCase("warning");
        assertThat(said.lines()).hasSameSizeAs(objects(sandbox, rendered));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind-dev", "hetzner-prod"})
    void runsTwoReplicasOfAnImageThatIsNamedExactly(String overlay, Sandbox sandbox) throws Exception {
        var rendered =
                kubectl(sandbox, "", "kustomize", OVERLAYS.resolve(overlay).toString());

        var deployment = objects(sandbox, rendered).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                .extracting(Container::getImage)
                .allMatch(image -> image.matches("ghcr\\.io/croft-dev/croft-operator(:dev|@sha256:[0-9a-f]{64})"));
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                .as("init containers run the same image")
                .allSatisfy(container -> assertThat(container.getEnv())
                        .filteredOn(variable -> "CROFT_IMAGE".equals(variable.getName()))
                        .extracting(EnvVar::getValue)
                        .containsExactly(container.getImage()));
    }

    private static List<HasMetadata> objects(Sandbox sandbox, String yaml) {
        return sandbox.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private static String kubectl(Sandbox sandbox, String input, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(ClusterScript.program("kubernetes", "kubectl").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", sandbox.kubeconfig().toString());
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs("%s", said).isZero();
        return said;
    }
}
