package dev.croft.badhouse.service;

import dev.croft.badhouse.project.ProjectGossip;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.slf4j.Logger;

/** A decision of a kind that knows another kind, writes a log and asks the cluster. */
record ServiceGossip(ProjectGossip other, Logger log, KubernetesClient client) {}
