package dev.croft.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Writes the operator's image as an OCI tar; changes with how the operator is started in a container. */
public final class ImageTar {

    /** The layers, from what changes least to what changes most. */
    private static final List<String> LAYERS = List.of("system", "java", "libraries", "application", "aot");

    // The AOT cache is only taken if every file is as old as it was in training.
    private static final Instant FILE_TIME = Instant.ofEpochSecond(1);
    private static final FilePermissions TEMPORARY = FilePermissions.fromOctalString("777");

    private ImageTar() {}

    /**
     * Runs as {@code ImageTar <folder of layers> <tar> <image name>}.
     *
     * @throws Exception when a layer cannot be read or the tar not be written
     */
    public static void main(String[] arguments) throws Exception {
        var image = write(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        System.out.printf("%s as %s, %s%n", arguments[1], arguments[2], image.getDigest());
    }

    static JibContainer write(Path layers, Path tar, String name) throws Exception {
        var image = Jib.fromScratch()
                .setFormat(ImageFormat.OCI)
                .setCreationTime(FILE_TIME)
                .setUser("65532:65532")
                .setWorkingDirectory(AbsoluteUnixPath.get("/opt/croft"))
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .setEntrypoint(Files.readAllLines(layers.resolve("entrypoint")));
        for (String layer : LAYERS) {
            image.addFileEntriesLayer(layer(layer, layers.resolve(layer)));
        }
        Files.createDirectories(tar.toAbsolutePath().getParent());
        // Jib finds cached layers by the names and times of files, never by their content. Ours are all of one age, so
        // a cache that outlived this call would give back the files of an earlier build.
        var cache = Files.createTempDirectory("croft-image");
        try {
            return image.containerize(Containerizer.to(TarImage.at(tar).named(name))
                    .setOfflineMode(true)
                    .setBaseImageLayersCache(cache)
                    .setApplicationLayersCache(cache)
                    .setToolName("croft"));
        } finally {
            delete(cache);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static FileEntriesLayer layer(String name, Path folder) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                layer.addEntryRecursive(
                        child,
                        AbsoluteUnixPath.get("/").resolve(child.getFileName()),
                        (path, target) -> permissions(path),
                        (path, target) -> FILE_TIME);
            }
        }
        return layer.build();
    }

    private static FilePermissions permissions(Path path) {
        if (path.endsWith("tmp")) {
            return TEMPORARY;
        }
        return Files.isDirectory(path) || Files.isExecutable(path)
                ? FilePermissions.fromOctalString("755")
                : FilePermissions.fromOctalString("644");
    }
}
