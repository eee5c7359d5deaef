package dev.croft.operator.sources;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.File;
import dev.croft.api.v1alpha1.service.pod.FileRef;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.KeyRef;
import dev.croft.init.Template;
import dev.croft.operator.naming.Fingerprint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a Service in which names stand for variables; changes with where a template or a variable can come from.
 *
 * @param files those files
 * @param variables what the specs name themselves
 * @param sources whose keys become variables
 */
public record Templates(List<File> files, List<EnvVar> variables, List<EnvFrom> sources) {

    /** Of a Service without any. */
    public static final Templates NONE = new Templates(List.of(), List.of(), List.of());

    public static Templates of(Project project, CroftService service) {
        var files = service.getSpec().files().stream().filter(File::isTemplate).toList();
        return files.isEmpty()
                ? NONE
                : new Templates(files, Variables.of(project, service), Variables.sources(project, service));
    }

    /** Equal for equal questions, so that nothing is read to answer one again; empty without templates. */
    public String fingerprint() {
        return files.isEmpty() ? "" : Fingerprint.of(this);
    }

    /**
     * The files that name what is no variable, in order, each with those names.
     *
     * @param contents by {@link ConfigSource#id()} what is known of those sources that exist
     */
    public List<String> unknown(Map<String, SourceNames> contents) {
        var known = known(contents);
        return files.stream()
                .flatMap(file -> unknown(file, known, contents).stream())
                .sorted()
                .toList();
    }

    private static Optional<String> unknown(File file, Set<String> known, Map<String, SourceNames> contents) {
        var names = new TreeSet<>(names(file, contents));
        names.removeAll(known);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.stream()
                        .map("${%s}"::formatted)
                        .collect(Collectors.joining(", ", file.path() + " names ", "")));
    }

    private static Set<String> names(File file, Map<String, SourceNames> contents) {
        if (file.content() != null) {
            return new Template(file.content()).names();
        }
        FileRef secret = file.secretRef();
        var ref = secret == null ? Objects.requireNonNull(file.configMapRef()) : secret;
        return Optional.ofNullable(contents.get(ConfigSource.id(secret == null ? "ConfigMap" : "Secret", ref.name())))
                .map(content -> content.placeholders().get(ref.key()))
                .orElse(Set.of());
    }

    private Set<String> known(Map<String, SourceNames> contents) {
        Set<String> known = new HashSet<>();
        variables.stream()
                .filter(variable -> isSet(variable, contents))
                .map(EnvVar::name)
                .forEach(known::add);
        sources.forEach(source -> Variables.in(source, contents).forEach(known::add));
        Variables.OF_JAVA.forEach(known::remove);
        return known;
    }

    // A variable of an optional key that is not there is not set.
    private static boolean isSet(EnvVar variable, Map<String, SourceNames> contents) {
        var from = variable.valueFrom();
        if (from == null) {
            return true;
        }
        return Stream.concat(
                        Stream.ofNullable(from.secretKeyRef()).map(ref -> has("Secret", ref, contents)),
                        Stream.ofNullable(from.configMapKeyRef()).map(ref -> has("ConfigMap", ref, contents)))
                .allMatch(found -> found);
    }

    private static boolean has(String kind, KeyRef ref, Map<String, SourceNames> contents) {
        return Optional.ofNullable(contents.get(ConfigSource.id(kind, ref.name())))
                .filter(content -> content.keys().contains(ref.key()))
                .isPresent();
    }
}
