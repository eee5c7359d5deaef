package dev.croft.operator.service;

import java.util.Locale;

/**
 * Why a registry did not give an image, sorted from what kubelets and container runtimes say. Their words differ from
 * try to try (addresses, request numbers, back-off times); the sorted cause does not, and so the status stays calm.
 */
final class Registry {

    private Registry() {}

    static String cause(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (containsAny(text, "unauthorized", "authentication required", "401", "403", "denied", "forbidden")) {
            return "the registry wants credentials, or has no such image";
        }
        if (containsAny(text, "not found", "manifest unknown", "404", "does not exist")) {
            return "the registry has no such image";
        }
        if (containsAny(text, "no such host", "name resolution", "server misbehaving", "lookup ")) {
            return "the registry's host name cannot be resolved";
        }
        if (containsAny(text, "toomanyrequests", "429", "rate limit")) {
            return "the registry limits how often it may be asked";
        }
        if (containsAny(text, "x509", "certificate")) {
            return "the registry's certificate is not trusted";
        }
        if (containsAny(text, "timeout", "deadline", "refused", "unreachable", "connection reset", "eof", "i/o")) {
            return "the registry does not answer";
        }
        return "the registry does not give it";
    }

    private static boolean containsAny(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
