package dev.croft.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of YAML files that tests are made of, which knows the files that no test has read; changes when such folders
 * are laid out differently.
 *
 * <p>A file that is misnamed is a test that never runs and never fails. So each class that reads a folder ends with
 * {@link #refuseUnread()}.
 */
public final class YamlFolder {

    private final Path folder;
    private final Set<Path> unread = new TreeSet<>();

    private YamlFolder(Path folder) {
        this.folder = folder;
        files().forEach(unread::add);
    }

    /** A folder below src/test/resources of the module whose tests run. */
    public static YamlFolder ofResources(String path) {
        return at(Path.of("src", "test", "resources").resolve(path));
    }

    public static YamlFolder at(Path folder) {
        return new YamlFolder(folder);
    }

    /** The files whose path below the folder matches a glob, sorted; none is an error. */
    public List<YamlFile> read(String glob) {
        var wanted = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        var found = files().filter(wanted::matches)
                .sorted(Comparator.comparing(Path::toString))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("%s has no file that matches %s".formatted(folder, glob));
        }
        unread.removeAll(found);
        return found.stream()
                .map(path -> YamlFile.read(path.toString(), folder.resolve(path)))
                .toList();
    }

    /** Fails if a file was never asked for. */
    public void refuseUnread() {
        if (!unread.isEmpty()) {
            throw new AssertionError("no test reads %s in %s; rename or delete it".formatted(unread, folder));
        }
    }

    private Stream<Path> files() {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).map(folder::relativize).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
