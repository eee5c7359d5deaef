package dev.croft.operator.project;

import dev.croft.api.v1alpha1.service.CroftService;
import java.util.List;
import java.util.Set;

/**
 * What the cluster shows of one Project.
 *
 * @param services its Services, in order of their names
 * @param untold names of those whose status does not speak of this very Project yet
 */
public record ProjectObserved(List<CroftService> services, Set<String> untold) {}
