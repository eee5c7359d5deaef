package dev.croft.api.v1alpha1.service;

/**
 * The rules that look at several fields of a Service at once, as CEL with the sentence the API server answers; changes
 * when fields begin to depend on each other in another way.
 */
final class Across {

    private static final String REGISTRY = "([a-zA-Z0-9]([-.a-zA-Z0-9]*[a-zA-Z0-9])?(:[0-9]{1,5})?/)?";
    private static final String PATH_PART = "[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*";
    static final String IMAGE = "self.matches('^" + REGISTRY + PATH_PART + "(/" + PATH_PART
            + ")*(:[A-Za-z0-9_][-.A-Za-z0-9_]{0,127})?(@sha256:[0-9a-f]{64})?$')";
    static final String IMAGE_SAYS = "not an image reference, because it has spaces, capitals or parts that no registry"
            + " knows; write [registry/]repository[:tag][@sha256:digest], for example ghcr.io/acme/shop:1.4.2";

    static final String ONE_PLACE = "has(self.image) != has(self.external)";
    static final String ONE_PLACE_SAYS =
            "has(self.image) ? 'image and external are both set, and a Service runs either here or"
                    + " elsewhere; remove one of them' : 'a Service is an image that runs here, or external, something that runs elsewhere;"
                    + " set one of them'";
    static final String EXTERNAL_ALONE = "!has(self.external) || (!has(self.imagePullPolicy)"
            + " && !has(self.command)"
            + " && !has(self.args)"
            + " && !has(self.env)"
            + " && !has(self.envFrom)"
            + " && !has(self.ports)"
            + " && !has(self.replicas)"
            + " && !has(self.volumes)"
            + " && !has(self.resources)"
            + " && !has(self.probes)"
            + " && !has(self.securityContext)"
            + " && !has(self.terminationGracePeriodSeconds)"
            + " && !has(self.preStop)"
            + " && !has(self.podAnnotations)"
            + " && !has(self.egress)"
            + " && !has(self.autoscaling)"
            + " && !has(self.deploy)"
            + " && !has(self.dependsOn)"
            + " && !has(self.files)"
            + " && !has(self.schedule))";
    static final String EXTERNAL_ALONE_SAYS = "'what runs elsewhere has no pods, so it cannot have '"
            + " + [has(self.imagePullPolicy) ? 'imagePullPolicy' : ''"
            + ", has(self.command) ? 'command' : ''"
            + ", has(self.args) ? 'args' : ''"
            + ", has(self.env) ? 'env' : ''"
            + ", has(self.envFrom) ? 'envFrom' : ''"
            + ", has(self.ports) ? 'ports' : ''"
            + ", has(self.replicas) ? 'replicas' : ''"
            + ", has(self.volumes) ? 'volumes' : ''"
            + ", has(self.resources) ? 'resources' : ''"
            + ", has(self.probes) ? 'probes' : ''"
            + ", has(self.securityContext) ? 'securityContext' : ''"
            + ", has(self.terminationGracePeriodSeconds) ? 'terminationGracePeriodSeconds' : ''"
            + ", has(self.preStop) ? 'preStop' : ''"
            + ", has(self.podAnnotations) ? 'podAnnotations' : ''"
            + ", has(self.egress) ? 'egress' : ''"
            + ", has(self.autoscaling) ? 'autoscaling' : ''"
            + ", has(self.deploy) ? 'deploy' : ''"
            + ", has(self.dependsOn) ? 'dependsOn' : ''"
            + ", has(self.files) ? 'files' : ''"
            + ", has(self.schedule) ? 'schedule' : ''].filter(n, n != '')[0] + '; remove that, or external'";
    static final String EXTERNAL_PORT = "!has(self.external) || !has(self.routes)"
            + " || self.routes.all(r, !has(r.port) || dyn(r.port) == dyn(self.external.port))";
    static final String EXTERNAL_PORT_SAYS =
            "what runs elsewhere answers at external.port only; leave the port of the route out, or set it to that number";

    private static final String OWN_NAME = "self.exists_one(o, o.name == p.name)";
    static final String PORT_NAMES = "self.all(p, " + OWN_NAME + ")";
    static final String PORT_NAMES_SAY =
            "self.map(p, !" + OWN_NAME + ", 'several ports are named ' + p.name + ', so it is"
                    + " unclear which one a route or probe means; give each port a name of its own')[0]";

    private static final String OWN_NUMBER = "self.exists_one(o, o.port == p.port && o.protocol == p.protocol)";
    static final String PORT_NUMBERS = "self.all(p, " + OWN_NUMBER + ")";
    static final String PORT_NUMBERS_SAY =
            "self.map(p, !" + OWN_NUMBER + ", 'port ' + p.name + ' has number and protocol"
                    + " of another port, and only one can listen there; change its number or remove it')[0]";

    private static final String CLASHES =
            "r.hosts.exists(h, self.filter(o, o.pathPrefix == r.pathPrefix && o.hosts.exists(x, x == h)).size() > 1)";
    static final String ROUTES_ONCE = "!self.exists(r, " + CLASHES + ")";
    static final String ROUTES_ONCE_SAY =
            "self.map(r, " + CLASHES + ", 'the route for ' + r.hosts[0] + r.pathPrefix + '"
                    + " shares a host and its path prefix with another route, so it is unclear which one counts; remove the host"
                    + " from one of them')[0]";

    private static final String TCP_PORTS = "(has(self.ports) && self.ports.exists(p, p.protocol == 'TCP'))";
    private static final String SOME_ROUTES = "has(self.routes) && self.routes.size() > 0";

    static final String ROUTES_HAVE_A_PORT = "!(" + SOME_ROUTES + ") || has(self.external) || " + TCP_PORTS;
    static final String ROUTES_HAVE_A_PORT_SAYS =
            "a route leads to a TCP port, and this Service has none; add one to spec.ports, or remove spec.routes";

    // Silent without any TCP port: the rule before says so already, and one mistake gets one message.
    private static final String LOST = "has(r.port) && !self.ports.exists(p, p.protocol == 'TCP'"
            + " && (dyn(p.name) == dyn(r.port) || dyn(p.port) == dyn(r.port)))";
    static final String ROUTE_PORTS =
            "!(" + SOME_ROUTES + ") || !" + TCP_PORTS + " || !self.routes.exists(r, " + LOST + ")";
    static final String ROUTE_PORTS_SAY =
            "self.routes.map(r, " + LOST + ", 'the route for ' + r.hosts[0] + r.pathPrefix +"
                    + " ' leads to a port that is none of the TCP ports in spec.ports; use the name or number of one of them, or"
                    + " add it there')[0]";

    static final String ALLOWED_PORTS = "!has(self.allowFrom) || self.allowFrom.all(a, has(self.external)"
            + " ? a.port == self.external.port : has(self.ports) && self.ports.exists(p, p.port == a.port))";
    static final String ALLOWED_PORTS_SAY =
            "an entry of allowFrom opens a port that is not in spec.ports, so nothing would"
                    + " answer; use the number of one of them, or add it there";

    private static final String ASKS = "[self.?probes.?";
    private static final String BY_HTTP = ".?httpGet.?port, self.?probes.?";
    private static final String BY_TCP = ".?tcpSocket.?port].all(o, !o.hasValue() || type(o.value()) == int"
            + " || (has(self.ports) && self.ports.exists(p, dyn(p.name) == o.value())))";
    static final String STARTUP_PORT = ASKS + "startup" + BY_HTTP + "startup" + BY_TCP;
    static final String READINESS_PORT = ASKS + "readiness" + BY_HTTP + "readiness" + BY_TCP;
    static final String LIVENESS_PORT = ASKS + "liveness" + BY_HTTP + "liveness" + BY_TCP;
    static final String PROBE_PORT_SAYS =
            "the probe asks a port by a name that is not in spec.ports; use one of those names, or a number";

    private static final String STEP = "(/[1-9][0-9]?)?";
    private static final String MINUTE = "[0-5]?[0-9]";
    private static final String MINUTES = "([*?]|" + MINUTE + "(-" + MINUTE + ")?)" + STEP;
    private static final String HOUR = "([01]?[0-9]|2[0-3])";
    private static final String HOURS = "([*?]|" + HOUR + "(-" + HOUR + ")?)" + STEP;
    private static final String DAY = "(0?[1-9]|[12][0-9]|3[01])";
    private static final String DAYS = "([*?]|" + DAY + "(-" + DAY + ")?)" + STEP;
    private static final String MONTH = "(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final String MONTHS = "([*?]|" + MONTH + "(-" + MONTH + ")?)" + STEP;
    private static final String WEEKDAY = "([0-6]|sun|mon|tue|wed|thu|fri|sat)";
    private static final String WEEKDAYS = "([*?]|" + WEEKDAY + "(-" + WEEKDAY + ")?)" + STEP;
    static final String SCHEDULE = "self.matches('^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(?i:"
            + MINUTES + "(," + MINUTES + ")* " + HOURS + "(," + HOURS + ")* " + DAYS + "(," + DAYS + ")* " + MONTHS
            + "("
            + "," + MONTHS + ")* " + WEEKDAYS + "(," + WEEKDAYS + ")*))$')";
    static final String SCHEDULE_SAYS =
            "not a schedule, which is minute, hour, day of month, month and day of week (0 to 6), each a number, a range, a list or"
                    + " *, with one space between them; write it like 30 3 * * *, or @daily";

    private static final String SCHEDULED = "has(self.schedule)";
    static final String TIMED = SCHEDULED + " || (!has(self.timeZone) && !has(self.concurrencyPolicy))";
    static final String TIMED_SAYS =
            "timeZone and concurrencyPolicy belong to a schedule, and there is none; set schedule, or remove them";
    static final String SCHEDULED_ALONE = "!" + SCHEDULED
            + " || (!has(self.replicas) && !has(self.ports) && !has(self.routes) && !has(self.allowFrom))";
    static final String SCHEDULED_ALONE_SAYS =
            "'a Service with a schedule runs one pod when it is due, and nothing can call it,"
                    + " so it cannot have ' + (has(self.replicas) ? 'replicas' : has(self.ports) ? 'ports' : has(self.routes) ? 'routes'"
                    + " : 'allowFrom') + '; remove that, or schedule'";
    static final String ONE_RUN =
            "!has(self.concurrencyPolicy) || self.concurrencyPolicy != 'Allow' || !has(self.volumes)"
                    + " || self.volumes.all(v, has(v.ephemeral) && v.ephemeral)";
    static final String ONE_RUN_SAYS =
            "a lasting volume belongs to one run at a time; set concurrencyPolicy to Forbid or Replace, or make the volumes"
                    + " ephemeral";

    static final String SLEEP_ENDS = "!has(self.preStop) || !has(self.preStop.sleep) || self.preStop.sleep.seconds <="
            + " (has(self.terminationGracePeriodSeconds) ? self.terminationGracePeriodSeconds : 30)";
    static final String SLEEP_ENDS_SAYS =
            "the sleep is longer than terminationGracePeriodSeconds (default 30), so the container would be killed in it; shorten"
                    + " sleep.seconds, or raise terminationGracePeriodSeconds";

    private static final String A_KEY =
            "k.matches('^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$')";
    static final String ANNOTATION_KEYS = "self.all(k, " + A_KEY + ")";
    static final String ANNOTATION_KEYS_SAY =
            "self.map(k, !" + A_KEY + ", 'annotation ' + k + ' has no valid name, which is"
                    + " at most 63 letters, digits, -, _ and . after an optional domain and /; write it like prometheus.io/scrape')[0]";

    private static final String A_TAKEN_KEY = "k.matches('^([a-z0-9.-]+[.])?(kubernetes[.]io|k8s[.]io|croft[.]dev)/')";
    static final String ANNOTATION_OWNERS = "self.all(k, !" + A_TAKEN_KEY + ")";
    static final String ANNOTATION_OWNERS_SAY = "self.map(k, " + A_TAKEN_KEY + ", 'annotation ' + k + ' means"
            + " something to the cluster itself or to Croft; remove it')[0]";

    private static final String OWN_VOLUME = "self.exists_one(o, o.name == v.name)";
    static final String VOLUME_NAMES = "self.all(v, " + OWN_VOLUME + ")";
    static final String VOLUME_NAMES_SAY = "self.map(v, !" + OWN_VOLUME
            + ", 'several volumes are named ' + v.name + ', so it is unclear which data each of"
            + " them means; give each volume a name of its own')[0]";

    private static final String OWN_PATH = "self.exists_one(o, o.mountPath == v.mountPath)";
    static final String MOUNT_PATHS = "self.all(v, " + OWN_PATH + ")";
    static final String MOUNT_PATHS_SAY = "self.map(v, !" + OWN_PATH
            + ", 'several volumes are mounted at ' + v.mountPath + ', and only one can be seen"
            + " there; change the mountPath of all but one')[0]";

    private static final String OWN_FILE = "self.exists_one(o, o.path == f.path)";
    static final String FILE_PATHS = "self.all(f, " + OWN_FILE + ")";
    static final String FILE_PATHS_SAY =
            "self.map(f, !" + OWN_FILE + ", 'several files are put at ' + f.path + ', so it is"
                    + " unclear which one counts; remove all but one')[0]";
    static final String FILE_SIZES = "self.map(f, has(f.content) ? bytes(f.content).size() : 0).sum() <= 180000";
    static final String FILE_SIZES_SAY =
            "the contents together are more than 180000 bytes, which no pod can carry along; move some of them into a ConfigMap and"
                    + " name it by configMapRef";
    private static final String FILE_ON_VOLUME = "self.volumes.exists(v, v.mountPath == f.path)";
    static final String FILES_OVER_VOLUMES =
            "!has(self.files) || !has(self.volumes) || !self.files.exists(f, " + FILE_ON_VOLUME + ")";
    static final String FILES_OVER_VOLUMES_SAY =
            "self.files.map(f, " + FILE_ON_VOLUME + ", 'a volume is mounted at ' + f.path"
                    + " + ', where a file is put as well, and only one can be seen there; change the path of one of them')[0]";

    private static final String LASTING =
            "(has(self.volumes) && !self.volumes.all(v, has(v.ephemeral) && v.ephemeral))";
    static final String ONE_NUMBER =
            "!has(self.autoscaling) || !(has(self.replicas) || has(self.schedule) || " + LASTING + ")";
    static final String ONE_NUMBER_SAYS = "(has(self.replicas) ? 'replicas and autoscaling both say how many pods run'"
            + " : has(self.schedule) ? 'a Service with a schedule runs one pod when it is due, however busy that is'"
            + " : 'a lasting volume belongs to one pod at a time, however busy that is') + '; remove autoscaling'"
            + " + (has(self.replicas) ? ', or replicas' : '')";

    static final String ONE_POD = "!has(self.replicas) || self.replicas <= 1 || !has(self.volumes)"
            + " || self.volumes.all(v, has(v.ephemeral) && v.ephemeral)";
    static final String ONE_POD_SAYS =
            "a lasting volume belongs to one pod at a time, so there cannot be more pods than one; set replicas to 1, or make"
                    + " the volumes ephemeral";

    static final String DEPENDS_ONCE = "self.all(d, self.exists_one(o, o == d))";
    static final String DEPENDS_ONCE_SAYS = "an entry of dependsOn occurs more than once; remove all but one of it";

    static final String NOT_ON_ITSELF = "!has(self.spec.dependsOn) || !self.spec.dependsOn.exists(d, has(d.service)"
            + " && d.service == self.metadata.name)";
    static final String NOT_ON_ITSELF_SAYS =
            "a Service cannot wait for itself, because none of its pods would ever start; remove that entry of dependsOn";

    private Across() {}
}
