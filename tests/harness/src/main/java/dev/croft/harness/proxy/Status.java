package dev.croft.harness.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Failures as the API server words them, for those that the proxy makes up; changes when a code is added to them. */
final class Status {

    private Status() {}

    /** Throws for a code that no reason is known for. */
    static void requireKnown(int code) {
        reason(code);
    }

    static Buffer body(int code, Optional<Duration> retryAfter) {
        return failure(code, retryAfter).toBuffer();
    }

    /** What a watch gets when its place in history is gone. */
    static Buffer expiredEvent() {
        return new JsonObject()
                .put("type", "ERROR")
                .put("object", failure(410, Optional.empty()))
                .toBuffer();
    }

    private static JsonObject failure(int code, Optional<Duration> retryAfter) {
        var status = new JsonObject()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("metadata", new JsonObject())
                .put("status", "Failure")
                .put("message", "made up by the test proxy: " + reason(code))
                .put("reason", reason(code))
                .put("code", code);
        retryAfter.ifPresent(
                after -> status.put("details", new JsonObject().put("retryAfterSeconds", after.toSeconds())));
        return status;
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            // Also for a create: a full quota that somebody else changed answers so. AlreadyExists would be a lie.
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 413 -> "RequestEntityTooLarge";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default ->
                throw new IllegalArgumentException(
                        "the proxy knows no reason that goes with %d; add it where this is thrown".formatted(code));
        };
    }
}
