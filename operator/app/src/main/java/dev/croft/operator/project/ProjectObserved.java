package dev.croft.operator.project;

import dev.croft.api.v1alpha1.service.CroftService;
import java.util.List;

/**
 * What the cluster shows of one Project.
 *
 * @param services its Services, in order of their names
 */
public record ProjectObserved(List<CroftService> services) {}
