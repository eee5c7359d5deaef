package dev.croft.operator.sources;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What containers of a Service see in their environment: the Project's part, then the Service's, which wins by name. */
public final class Variables {

    private static final String TIER = "TIER";

    /** What a Java runtime takes for options of its own. The one that fills in templates is not the user's to command. */
    public static final List<String> OF_JAVA = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Variables() {}

    /** Every variable that a spec names, once: a Service's own definition stands where the Project's stood. */
    public static List<EnvVar> of(Project project, CroftService service) {
        Map<String, EnvVar> byName = new LinkedHashMap<>();
        byName.put(TIER, new EnvVar(TIER, project.getSpec().tierOrDefault().text(), null));
        Stream.concat(project.getSpec().env().stream(), service.getSpec().env().stream())
                .forEach(variable -> byName.put(variable.name(), variable));
        return List.copyOf(byName.values());
    }

    /** What a Service takes from its Project: the variables that it does not name itself. */
    public static List<EnvVar> shared(Project project, CroftService service) {
        return project.getSpec().env().stream()
                .filter(shared -> service.getSpec().env().stream()
                        .noneMatch(own -> own.name().equals(shared.name())))
                .toList();
    }

    /** The sources whose keys become variables. The kubelet lets a later one win, so the Service's come last. */
    public static List<EnvFrom> sources(Project project, CroftService service) {
        return Stream.concat(project.getSpec().envFrom().stream(), service.getSpec().envFrom().stream())
                .toList();
    }

    /**
     * The variables that the keys of one source make.
     *
     * @param contents by {@link ConfigSource#id()} what is known of those sources that exist
     */
    static Stream<String> in(EnvFrom source, Map<String, SourceNames> contents) {
        var prefix = source.prefix() == null ? "" : source.prefix();
        return Stream.concat(
                        Stream.ofNullable(source.secretRef()).map(ref -> ConfigSource.id("Secret", ref.name())),
                        Stream.ofNullable(source.configMapRef()).map(ref -> ConfigSource.id("ConfigMap", ref.name())))
                .flatMap(id -> Stream.ofNullable(contents.get(id)))
                .flatMap(content -> content.keys().stream())
                .map(key -> prefix + key);
    }
}
