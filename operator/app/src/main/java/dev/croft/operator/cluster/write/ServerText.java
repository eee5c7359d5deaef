package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the API server said, fit to stand in a condition: one line, of bounded length, without a closing full stop. */
public final class ServerText {

    private static final int LIMIT = 300;

    // A webhook has the name of a domain; anything else in its place is not repeated.
    private static final Pattern FAILING_WEBHOOK =
            Pattern.compile("failed calling webhook \"([a-z0-9][-.a-z0-9]{0,252})\"");

    private ServerText() {}

    public static String of(KubernetesClientException refused) {
        var status = refused.getStatus();
        var text = status == null || status.getMessage() == null ? "code " + refused.getCode() : status.getMessage();
        return oneLine(text);
    }

    /** The name of the admission webhook that does not do its work, where that is why the server answers with 500. */
    public static Optional<String> failingWebhook(KubernetesClientException trouble) {
        var status = trouble.getStatus();
        if (trouble.getCode() != 500 || status == null || status.getMessage() == null) {
            return Optional.empty();
        }
        return FAILING_WEBHOOK
                .matcher(status.getMessage())
                .results()
                .findFirst()
                .map(found -> found.group(1));
    }

    /** Any foreign text as one line of bounded length. */
    public static String oneLine(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        var bounded = line.length() > LIMIT ? line.substring(0, LIMIT) + "…" : line;
        return bounded.endsWith(".") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }
}
