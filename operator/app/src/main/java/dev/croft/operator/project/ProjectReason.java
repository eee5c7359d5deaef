package dev.croft.operator.project;

import dev.croft.operator.outcome.Reason;

/** Why a condition of a Project is as it is; each has a line in the Project's spec page. */
enum ProjectReason implements Reason {
    /** Every Service is ready. */
    ServicesReady,
    /** The Project has no Service yet. */
    NoServices,
    /** A Service has not been looked at since its last change. */
    ServicePending,
    /** The Service that spec.entrypoint names does not exist. */
    EntrypointNotFound,
    /** The Service that spec.entrypoint names has no TCP port to lead to. */
    EntrypointWithoutPort
}
