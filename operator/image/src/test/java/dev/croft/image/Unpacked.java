package dev.croft.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** An image tar as a container engine sees it; changes with the format of the tar. */
final class Unpacked {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode manifest;

    private Unpacked(Path folder) throws IOException {
        this.folder = folder;
        var index = JSON.readTree(folder.resolve("index.json").toFile());
        this.manifest = json(index.at("/manifests/0/digest").asText());
    }

    static Unpacked into(Path folder, Path tar) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("tar", "-xf", tar.toString(), "-C", folder.toString());
        return new Unpacked(folder);
    }

    /** By what they are called in a registry, from the lowest to the topmost. */
    List<String> layers() {
        return StreamSupport.stream(manifest.path("layers").spliterator(), false)
                .map(layer -> layer.path("digest").asText())
                .toList();
    }

    JsonNode config() throws IOException {
        return json(manifest.at("/config/digest").asText()).path("config");
    }

    List<String> entryPoint() throws IOException {
        var words = new ArrayList<String>();
        config().path("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** All layers, one over the other. */
    Path rootFileSystem() throws IOException, InterruptedException {
        var root = Files.createDirectories(folder.resolve("root"));
        for (String layer : layers()) {
            run("tar", "-xzpf", blob(layer), "--no-same-owner", "-C", root.toString());
        }
        return root;
    }

    private JsonNode json(String digest) throws IOException {
        return JSON.readTree(Path.of(blob(digest)).toFile());
    }

    private String blob(String digest) {
        return folder.resolve("blobs").resolve(digest.replace(':', '/')).toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        // Jib names times in a header that tar does not know, and tar says so once per file.
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("%s ended with code %d: %s".formatted(String.join(" ", command), code, said));
        }
    }
}
