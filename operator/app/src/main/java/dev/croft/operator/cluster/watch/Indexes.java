package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.sources.References;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The words under which shelves file their objects; changes when a room needs to find something in a new way. */
final class Indexes {

    private Indexes() {}

    static String owner(HasMetadata owner) {
        return "owner " + owner.getMetadata().getUid();
    }

    static String project(String namespace, String project) {
        return "project " + namespace + "/" + project;
    }

    static String service(String namespace, String service) {
        return "service " + namespace + "/" + service;
    }

    static String source(String kind, String namespace, String name) {
        return "source " + kind + " " + namespace + "/" + name;
    }

    static Set<String> ofOwned(HasMetadata object) {
        return Owner.of(object)
                .map(OwnerReference::getUid)
                .map(uid -> Set.of("owner " + uid))
                .orElse(Set.of());
    }

    /** What belongs to a Service by its label and not by an owner reference. */
    static Set<String> ofService(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(Labels.SERVICE))
                .map(service -> Set.of(service(object.getMetadata().getNamespace(), service)))
                .orElse(Set.of());
    }

    static Set<String> ofProject(Project project) {
        var namespace = project.getMetadata().getNamespace();
        Set<String> words = new HashSet<>();
        References.of(project).forEach(source -> words.add(source(source.kind(), namespace, source.name())));
        return words;
    }

    static Set<String> ofCroftService(CroftService service) {
        var namespace = service.getMetadata().getNamespace();
        Set<String> words = new HashSet<>();
        References.of(service).forEach(source -> words.add(source(source.kind(), namespace, source.name())));
        References.project(service).ifPresent(project -> words.add(project(namespace, project)));
        return words;
    }

    /** The same for what outlives its Service and Project. It may have lost its labels. */
    static Set<String> ofKept(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace();
        Set<String> words = new HashSet<>(ofService(object));
        Kept.owner(object).ifPresent(owner -> {
            words.add(project(namespace, owner.project()));
            words.add(service(namespace, owner.service()));
        });
        return words;
    }

    static Set<String> none(HasMetadata object) {
        return Set.of();
    }
}
