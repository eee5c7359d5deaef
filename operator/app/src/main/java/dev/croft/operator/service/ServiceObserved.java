package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.outcome.Sources;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.routing.RouteIngress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster shows of one Service.
 *
 * @param project its Project, if it exists
 * @param siblings all Services of that Project, this one included
 * @param sources the Secrets and ConfigMaps that its pods read
 * @param deployment the live Deployment, if this Service owns one
 * @param pods its pods, of every release
 * @param ingressClasses the ingress classes; empty where the installation may not see them, or has not yet
 * @param liveClass the class of its Ingress, if it has one
 */
public record ServiceObserved(
        Optional<Project> project,
        List<CroftService> siblings,
        Sources sources,
        Optional<Deployment> deployment,
        List<Pod> pods,
        Optional<IngressClasses> ingressClasses,
        Optional<RouteIngress.LiveClass> liveClass) {}
