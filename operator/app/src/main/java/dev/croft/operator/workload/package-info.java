/**
 * Pure builders of the objects that run a Service: Deployment, StatefulSet or CronJob, claims, disruption budget.
 *
 * <p>Never a look at the cluster, and no object that routes or filters traffic.
 */
@NullMarked
package dev.croft.operator.workload;

import org.jspecify.annotations.NullMarked;
