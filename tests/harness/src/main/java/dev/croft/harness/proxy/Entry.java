package dev.croft.harness.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;

/**
 * What became of a call; changes when an oracle needs to know more of an answer.
 *
 * @param code the server's, also where its answer was lost on the way; else the one the proxy made up; 0 for none
 * @param treatment empty where the call was plainly forwarded, else the {@linkplain Treatment#label() label}
 * @param replyBytes of the body as sent; 0 for a watch, which is entered when it opens
 * @param warnings the server's Warning headers
 * @param knownVersion of a mutating call: the resourceVersion that the object was sent with; 0 for none
 * @param version of a mutating call: the resourceVersion that the server answered with; 0 for none
 */
public record Entry(
        Call call,
        int code,
        String treatment,
        long answeredNanos,
        long requestBytes,
        long replyBytes,
        List<String> warnings,
        Forwarded forwarded,
        long knownVersion,
        long version) {

    public Entry {
        warnings = List.copyOf(warnings);
    }

    /** A call that the proxy itself answered, or nobody. */
    static Entry local(Call call, String treatment, Buffer sent, Forwarded forwarded, int code, long replyBytes) {
        return new Entry(
                call,
                code,
                treatment,
                System.nanoTime(),
                sent.length(),
                replyBytes,
                List.of(),
                forwarded,
                version(call, sent),
                StoredVersion.NONE);
    }

    /**
     * A call that the server answered.
     *
     * @param object the reply's body, which is only asked for where the {@linkplain Call#showsAnObject() call} shows one
     */
    static Entry answered(
            Call call, String treatment, Buffer sent, HttpClientResponse reply, long replyBytes, Buffer object) {
        return new Entry(
                call,
                reply.statusCode(),
                treatment,
                System.nanoTime(),
                sent.length(),
                replyBytes,
                reply.headers().getAll("Warning"),
                Forwarded.YES,
                version(call, sent),
                version(call, object));
    }

    private static long version(Call call, Buffer object) {
        return call.showsAnObject() ? StoredVersion.in(object) : StoredVersion.NONE;
    }

    /** The same call after a fault of the trial, not of the operator: whoever judges must be able to tell. */
    Entry failed(Throwable why) {
        return new Entry(
                call,
                code,
                Treatment.FAILED + ": " + why,
                answeredNanos,
                requestBytes,
                replyBytes,
                warnings,
                forwarded,
                knownVersion,
                version);
    }
}
