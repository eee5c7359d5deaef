package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.routing.RouteIngress;
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

/**
 * What the cluster shows of one Service.
 *
 * @param project its Project, if it exists, with what it says for this Service: no variable that this one's sources set
 * @param siblings all Services of that Project, this one included
 * @param sources the Secrets and ConfigMaps that its pods read
 * @param workloads the live Deployment and StatefulSet of this Service, as far as it owns any
 * @param claims what is known of the claims that are or were made for it
 * @param pods its pods, of every release
 * @param runs the Jobs that its schedule has started, as far as they are kept
 * @param core its live core Service, if it owns one
 * @param addresses of pods and nodes, as far as pods of Croft show them; empty for what runs here
 * @param ingressClasses the ingress classes; empty where the installation may not see them, or has not yet
 * @param liveClass the class of its Ingress, if it has one
 * @param at when all this was looked at
 */
public record ServiceObserved(
        Optional<Project> project,
        List<CroftService> siblings,
        Sources sources,
        List<LiveWorkload> workloads,
        List<LiveClaim> claims,
        List<Pod> pods,
        List<Job> runs,
        Optional<Service> core,
        Set<String> addresses,
        Optional<IngressClasses> ingressClasses,
        Optional<RouteIngress.LiveClass> liveClass,
        Instant at) {}
