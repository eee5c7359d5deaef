package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server said, fit to stand in a condition: one line, of bounded length, without a closing full stop. */
public final class ServerText {

    private static final int LIMIT = 300;

    private ServerText() {}

    public static String of(KubernetesClientException refused) {
        var status = refused.getStatus();
        var text = status == null || status.getMessage() == null ? "code " + refused.getCode() : status.getMessage();
        return oneLine(text);
    }

    /** Any foreign text as one line of bounded length. */
    public static String oneLine(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        var bounded = line.length() > LIMIT ? line.substring(0, LIMIT) + "…" : line;
        return bounded.endsWith(".") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }
}
