package dev.croft.harness;

import com.dajudge.kindcontainer.KindContainer;
import com.dajudge.kindcontainer.KindContainerVersion;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** The first node of a Kind cluster, in a container of its own; changes with what Kind's node images need of an engine. */
class Node extends KindContainer<Node> {

    // Where the image keeps containerd's data. The module would lay an empty volume over it, which hides the images
    // that the node image brings along.
    private static final String CONTAINERD = "/var/lib/containerd";

    Node(String image, int... ports) {
        super(KindContainerVersion.VERSION_1_34_0.withImage(image));
        withExposedPorts(Arrays.stream(ports).boxed().toArray(Integer[]::new));
        withCreateContainerCmdModifier(Node::asKindDoes);
        // Not for every port, as the module does: one of them is opened by what is installed later.
        waitingFor(Wait.forHttps("/readyz").forPort(getInternalPort()).allowInsecure());
    }

    private static void asKindDoes(CreateContainerCmd command) {
        var host = Objects.requireNonNull(command.getHostConfig());
        host.withCgroupnsMode("private");
        host.withBinds(Stream.of(Optional.ofNullable(host.getBinds()).orElse(new Bind[0]))
                .filter(bind -> !CONTAINERD.equals(bind.getVolume().getPath()))
                .toArray(Bind[]::new));
        // A volume over all of /var instead: it starts as a copy of the image's, and layers cannot lie on layers.
        command.withVolumes(Stream.concat(
                        Stream.of(Optional.ofNullable(command.getVolumes()).orElse(new Volume[0]))
                                .filter(volume -> !CONTAINERD.equals(volume.getPath())),
                        Stream.of(new Volume("/var")))
                .toArray(Volume[]::new));
    }

    /** Makes the images of a tar known to the kubelet, as {@code kind load image-archive} does. */
    void load(Path tar) {
        // Not below /tmp or /run: what is copied there is hidden by a mount.
        var copy = "/" + tar.getFileName();
        copyFileToContainer(MountableFile.forHostPath(tar), copy);
        run("ctr", "-n", "k8s.io", "images", "import", "--all-platforms", "--digests", "--snapshotter=overlayfs", copy);
        run("rm", copy);
    }

    /**
     * Runs a command to its end and returns what it printed.
     *
     * @throws IllegalStateException if it ends with another code than 0
     */
    final String run(String... command) {
        var ended = end(command);
        if (ended.getExitCode() != 0) {
            throw new IllegalStateException("%s in the node ended with %d: %s%s"
                    .formatted(String.join(" ", command), ended.getExitCode(), ended.getStdout(), ended.getStderr()));
        }
        return ended.getStdout();
    }

    /** Runs a command to its end, whatever that is. */
    final ExecResult end(String... command) {
        try {
            return execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the node ran " + String.join(" ", command), e);
        }
    }
}
