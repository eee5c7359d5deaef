package dev.croft.operator.naming;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The annotations that Croft reads or writes; changes only with the public contract. */
public final class Annotations {

    /** On a custom resource, {@code "true"}: nothing is read or written for it. */
    public static final String PAUSED = "croft.dev/paused";

    /** On a Service: a new value causes exactly one rollout. */
    public static final String REDEPLOY = "croft.dev/redeploy";

    /** On every owned object: fingerprint of what was last applied. */
    public static final String APPLIED = "croft.dev/applied";

    /** On every owned object: which fields it was given then, in a packed form. */
    public static final String FIELDS = "croft.dev/fields";

    /** On every owned object: up to which version of the store its last writer had seen each kind of custom resource. */
    public static final String SEEN = "croft.dev/seen";

    /** On a workload and its pods: fingerprint of all the inputs of the release that they run. */
    public static final String RELEASE = "croft.dev/release";

    /** On a workload: fingerprint of the content of that release, of which a redeploy is no part. */
    public static final String REVISION = "croft.dev/revision";

    /** On a workload: fingerprint of the pod template as this operator built it for that release. */
    public static final String TEMPLATE = "croft.dev/template";

    /**
     * On a workload: the Secrets and ConfigMaps that the release read, each as {@code kind/name@resourceVersion+key}; then
     * after a semicolon the variables of the Project that they set as well, if there are any.
     */
    public static final String SOURCES = "croft.dev/sources";

    /** On a workload: hash of the content that those sources had. */
    public static final String CONFIG = "croft.dev/config";

    /** On an object that outlives its owner: for whom it is kept, as {@code project/service}. */
    public static final String KEPT_FOR = "croft.dev/kept-for";

    /** On a pod, followed by a fingerprint of its path: the content of a file. */
    public static final String FILE_PREFIX = "croft.dev/file-";

    private Annotations() {}

    /** Whether a custom resource is to be left alone. */
    public static boolean isPaused(HasMetadata resource) {
        var annotations = resource.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(PAUSED));
    }
}
