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

    static final String ROUTES_HAVE_A_PORT = "!(" + SOME_ROUTES + ") || " + TCP_PORTS;
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

    static final String ALLOWED_PORTS = "!has(self.allowFrom) || self.allowFrom.all(a, has(self.ports)"
            + " && self.ports.exists(p, p.port == a.port))";
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

    static final String ONE_POD = "!has(self.replicas) || self.replicas <= 1 || !has(self.volumes)"
            + " || self.volumes.all(v, has(v.ephemeral) && v.ephemeral)";
    static final String ONE_POD_SAYS =
            "a lasting volume belongs to one pod at a time, so there cannot be more pods than one; set replicas to 1, or make"
                    + " the volumes ephemeral";

    private Across() {}
}
