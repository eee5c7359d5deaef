package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.pod.PodTemplate;
import dev.croft.operator.pod.RunningRelease;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.workload.LiveWorkload;
import dev.croft.operator.workload.Release;
import dev.croft.operator.workload.Replicas;
import dev.croft.operator.workload.ServeWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.Optional;

/** Which release the pods of a Service should run, and in which workload. */
record PodsPlan(Project project, CroftService service, ServiceObserved seen, Replicas replicas) {

    /** Adds the workload, or keeps what runs where something is awaited. */
    void addTo(Plan.Draft draft, Settings settings) {
        if (replicas.isNone()) {
            endRuns(draft);
        }
        var live = ServeWorkload.present(seen.workloads(), service);
        if (draft.isHeld()) {
            // The old pods keep running, whole; without any there is nothing to run yet.
            live.ifPresent(now -> keep(draft, now));
            keepFormer(draft);
            return;
        }
        var image = History.image(service);
        if (image.isEmpty()) {
            draft.problem(History.notFound(service));
            live.ifPresent(now -> keep(draft, now));
            keepFormer(draft);
            return;
        }
        var release = undisturbed(Release.of(project, service, image.get(), seen.sources()), live);
        var template = PodTemplate.of(project, service, image.get().pulled(), release.fingerprint(), settings);
        var wanted = ServeWorkload.of(project, service, release, template, replicas);
        if (live.isPresent() && onlyDefaultsDiffer(live.get(), wanted, template)) {
            keep(draft, live.get());
        } else {
            place(draft, wanted);
        }
        if (!replicas.isNone()) {
            live.filter(now -> now.object() instanceof CronJob)
                    .map(now -> Runs.inTheWay(release.fingerprint(), now, seen))
                    .ifPresent(runs -> runs.forEach(draft::discard));
        }
        if (!serves(live, release)) {
            keepFormer(draft);
        }
    }

    /** Whether all that runs is a server where a schedule is wanted, or a schedule where a server is. */
    boolean areOfAnotherNature() {
        return !seen.workloads().isEmpty()
                && seen.workloads().stream()
                        .allMatch(live -> live.object() instanceof CronJob
                                != service.getSpec().isScheduled());
    }

    /** Ends the pods of live workloads, or has them come back, and changes nothing else of them. */
    void switchOnOrOff(Plan.Draft draft) {
        if (replicas.isNone()) {
            endRuns(draft);
        }
        seen.workloads().stream()
                .filter(live -> (live.replicas() == 0) != replicas.isNone())
                .forEach(live -> place(draft, ServeWorkload.asItIs(project, service, live, replicas)));
    }

    // Switched off, a schedule runs no pod, also none that has begun.
    private void endRuns(Plan.Draft draft) {
        Runs.underWay(seen.runs()).forEach(draft::discard);
    }

    // A Service whose first volume has come, or whose last has gone, runs in the old workload until the new one can.
    private boolean serves(Optional<LiveWorkload> live, Release release) {
        return live.filter(now -> now.release().equals(release.fingerprint()) && now.isComplete(replicas.number()))
                .isPresent();
    }

    // A source whose metadata alone changed has another version and the same content: nothing to write down.
    private static Release undisturbed(Release release, Optional<LiveWorkload> live) {
        var sources = release.sources();
        return live.filter(now -> release.fingerprint().equals(now.release())
                        && Optional.of(sources.hash()).equals(now.annotation(Annotations.CONFIG)))
                .map(now -> now.annotation(Annotations.SOURCES).orElse(""))
                .map(versions -> new Release(
                        release.fingerprint(),
                        release.revision(),
                        new Sources(sources.missing(), sources.missingKeys(), versions, sources.hash())))
                .orElse(release);
    }

    // A newer operator builds another template for the same release: its defaults wait for the next release. Pods that
    // somebody changed have to be replaced anyway.
    private boolean onlyDefaultsDiffer(LiveWorkload live, HasMetadata wanted, PodTemplateSpec template) {
        var annotations = wanted.getMetadata().getAnnotations();
        var built = live.annotation(Annotations.TEMPLATE);
        return live.release().equals(annotations.get(Annotations.RELEASE))
                && built.isPresent()
                && !built.get().equals(annotations.get(Annotations.TEMPLATE))
                // Else an image of Croft's that is not to be had any more would be asked for for ever.
                && !PodTrouble.lacksCroftsImage(live, seen.pods())
                && RunningRelease.isIn(live.template(), template, project, service);
    }

    private void keepFormer(Plan.Draft draft) {
        if (!replicas.isNone()) {
            ServeWorkload.former(seen.workloads(), service).forEach(former -> draft.keep(former.object()));
        }
    }

    private void keep(Plan.Draft draft, LiveWorkload live) {
        if (ServeWorkload.isAsAsked(live, service, replicas) && carriesLabels(live.object())) {
            draft.keep(live.object());
        } else {
            place(draft, ServeWorkload.scaled(project, service, live, replicas));
        }
    }

    private void place(Plan.Draft draft, HasMetadata workload) {
        if (replicas.isNone()) {
            draft.stop(workload);
        } else {
            draft.workload(workload);
        }
    }

    // Without them no watch of Croft shows it, or to no Service.
    private boolean carriesLabels(HasMetadata live) {
        var labels = live.getMetadata().getLabels();
        return labels != null
                && project.getMetadata().getName().equals(labels.get(Labels.PROJECT))
                && service.getMetadata().getName().equals(labels.get(Labels.SERVICE));
    }
}
