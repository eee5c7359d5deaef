package dev.croft.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One YAML file and what its first comments say of it; changes when tests say more in such comments.
 *
 * @param name its path below the folder, for messages
 * @param text all of it
 */
public record YamlFile(String name, String text) {

    static YamlFile read(String name, Path file) {
        try {
            return new YamlFile(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of the comments {@code # key: value} before the first line that is none. */
    public List<String> notes(String key) {
        var start = "# " + key + ": ";
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }

    /** The name, so that a parameterized test shows which file it is about. */
    @Override
    public String toString() {
        return name;
    }
}
