package dev.croft.harness.proxy;

import java.net.URI;

/**
 * An API server that calls can be sent to; changes when reaching one takes more than that.
 *
 * @param caCertificate PEM; unused where the address is plain http
 */
public record Upstream(URI server, String caCertificate) {

    boolean encrypted() {
        return "https".equals(server.getScheme());
    }

    int port() {
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return encrypted() ? 443 : 80;
    }
}
