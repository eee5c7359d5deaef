package dev.croft.operator.service;

import dev.croft.operator.outcome.Reason;

/** Why a condition of a Service is as it is; each has a line in the Service's spec page. */
enum ServiceReason implements Reason {
    /** The Project that the Service names does not exist. */
    ProjectNotFound,
    /** A Secret or ConfigMap that the pods read does not exist. */
    SourceNotFound,
    /** A Secret or ConfigMap lacks a key that the pods read. */
    KeyNotFound,
    /** A file that is a template names what is no variable. */
    TemplateError,
    /** Services wait for each other before they start. */
    DependencyCircle,
    /** Pods wait for something that has to answer before they start. */
    DependencyNotReady,
    /** The revision to go back to is none of the last releases. */
    RevisionNotFound,
    /** What is said to run elsewhere lies inside the cluster. */
    ExternalHostInside,
    /** The ingress controller does not follow names of the outside. */
    ExternalNameIgnored,
    /** The schedule cannot be read, or is never due. */
    ScheduleNeverDue,
    /** The time zone of the schedule does not exist. */
    TimeZoneUnknown,
    /** The CronJob stands, and starts a run when it is due. */
    Scheduled,
    /** The last run that has ended failed. */
    RunFailed,
    /** A volume is asked to be smaller than it is. */
    VolumeShrinks,
    /** A volume is asked to be of another storage class than it is. */
    VolumeClassChanges,
    /** A volume is asked to be larger, which its storage class does not allow. */
    VolumeCannotGrow,
    /** A volume was asked to be larger, and its storage is not yet. */
    VolumeGrowing,
    /** Another Service that allowFrom or egress names does not exist, or cannot be reached there. */
    PeerNotFound,
    /** Every Service that allowFrom and egress name is there. */
    Connected,
    /** The Project is switched off. */
    Disabled,
    /** Every wanted pod runs the wanted release. */
    Deployed,
    /** Pods are being replaced. */
    RollingOut,
    /** The image cannot be pulled. */
    ImagePullFailed,
    /** The container ends again and again. */
    CrashLooping,
    /** The container cannot be created from its settings. */
    ContainerConfigInvalid,
    /** No node has room for a pod. */
    Unschedulable,
    /** Pods may not be created: a quota or an admission rule. */
    PodsRefused,
    /** Every route is in place. */
    Routed,
    /** The ingress class that should serve the routes does not exist. */
    IngressClassNotFound
}
