package dev.croft.operator.project;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.workload.LiveClaim;
import java.util.List;
import java.util.Set;

/**
 * What the cluster shows of one Project.
 *
 * @param services its Services, in order of their names
 * @param untold names of those whose status is not known to speak of this very Project
 * @param outdated names of those whose status is known to speak of another state of it
 * @param claims the claims that no Service of it looks after at the moment
 */
public record ProjectObserved(
        List<CroftService> services, Set<String> untold, Set<String> outdated, List<LiveClaim> claims) {}
