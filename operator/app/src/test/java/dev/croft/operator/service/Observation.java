package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds what the cluster shows of a Service, of which nothing is there but what a test says. */
final class Observation {

    private @Nullable Project project;
    private List<CroftService> siblings = List.of();
    private Sources sources = Sources.NONE;
    private List<LiveWorkload> workloads = List.of();
    private List<LiveClaim> claims = List.of();
    private List<Pod> pods = List.of();
    private List<Job> runs = List.of();
    private @Nullable Service core;
    private @Nullable IngressClasses ingressClasses;
    private Instant at = Instant.parse("2026-01-01T12:00:00Z");

    Observation project(Project project, CroftService... siblings) {
        this.project = project;
        this.siblings = List.of(siblings);
        return this;
    }

    Observation sources(Sources sources) {
        this.sources = sources;
        return this;
    }

    Observation workloads(List<LiveWorkload> workloads) {
        this.workloads = workloads;
        return this;
    }

    Observation claims(List<LiveClaim> claims) {
        this.claims = claims;
        return this;
    }

    Observation pods(List<Pod> pods) {
        this.pods = pods;
        return this;
    }

    Observation runs(List<Job> runs) {
        this.runs = runs;
        return this;
    }

    Observation core(Service core) {
        this.core = core;
        return this;
    }

    Observation ingressClasses(IngressClasses ingressClasses) {
        this.ingressClasses = ingressClasses;
        return this;
    }

    Observation at(Instant at) {
        this.at = at;
        return this;
    }

    ServiceObserved build() {
        return new ServiceObserved(
                Optional.ofNullable(project),
                siblings,
                sources,
                workloads,
                claims,
                pods,
                runs,
                Optional.ofNullable(core),
                Set.of(),
                Optional.ofNullable(ingressClasses),
                Optional.empty(),
                at);
    }
}
