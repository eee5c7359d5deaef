package dev.croft.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules about files: how long, how many together, and how they may be called. Each answers with what breaks it.
 *
 * @param root a source directory
 */
record SourceTree(Path root) {

    private static final int MOST_FILES = 14;
    private static final int LONGEST_RECONCILER = 100;
    // Such names say that nobody knew what the class is for.
    private static final Pattern FORBIDDEN =
            Pattern.compile("\\w*(Utils?|Helper|Manager|Impl)|(Common|Base|Abstract)[A-Z]\\w*");
    private static final Pattern TYPE = Pattern.compile(
            "^\\s*(?:(?:public|private|protected|static|final|sealed|non-sealed|abstract) )*(?:class|record|enum|interface|@interface) (\\w+)");

    List<String> filesOver(int lines) {
        return files().filter(file -> lines(file).size() > lines)
                .map(file -> "%s has %d lines"
                        .formatted(root.relativize(file), lines(file).size()))
                .toList();
    }

    List<String> reconcilersThatAreTooLong() {
        return files().filter(file -> file.getFileName().toString().endsWith("Reconciler.java"))
                .filter(file -> lines(file).size() > LONGEST_RECONCILER)
                .map(file -> root.relativize(file).toString())
                .toList();
    }

    List<String> packagesThatAreTooFull() {
        return files()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(directory -> directory.getValue() > MOST_FILES)
                .map(directory ->
                        "%s has %d files".formatted(root.relativize(directory.getKey()), directory.getValue()))
                .toList();
    }

    List<String> emptyNames() {
        return files().flatMap(file -> lines(file).stream())
                .map(TYPE::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .filter(name -> FORBIDDEN.matcher(name).matches())
                .sorted()
                .toList();
    }

    private Stream<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
