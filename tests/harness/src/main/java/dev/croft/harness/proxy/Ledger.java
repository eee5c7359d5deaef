package dev.croft.harness.proxy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every call of some links with what became of it, in memory and as JSON lines in a file; changes with what a line
 * holds.
 *
 * <p>An entry is there before the client can have seen the end of the answer, so who saw one finds it.
 */
public final class Ledger implements AutoCloseable {

    private final List<Entry> entries = new ArrayList<>();
    private final AtomicLong sequence = new AtomicLong();
    private final BufferedWriter file;
    private boolean closed;

    private Ledger(BufferedWriter file) {
        this.file = file;
    }

    /** An empty ledger; the file is replaced, its folder made. */
    public static Ledger at(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new Ledger(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the ledger %s cannot be written; name a file in a folder that can".formatted(file), e);
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** A place in the ledger: what is entered from now on stands behind it. */
    public synchronized long mark() {
        return entries.size();
    }

    public synchronized List<Entry> since(long mark) {
        return List.copyOf(entries.subList(Math.toIntExact(mark), entries.size()));
    }

    long nextSequence() {
        return sequence.incrementAndGet();
    }

    synchronized void append(Entry entry) {
        entries.add(entry);
        if (closed) {
            // A call that was held when its trial ended may still be answered; memory alone keeps that.
            return;
        }
        try {
            file.write(line(entry));
            file.newLine();
            // A run that is killed must leave every line it counted.
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger's file takes no more lines; is its disk full?", e);
        }
    }

    private static String line(Entry entry) {
        var call = entry.call();
        var took = TimeUnit.NANOSECONDS.toMicros(entry.answeredNanos() - call.arrivedNanos());
        return new JsonObject()
                .put("time", Instant.now().toString())
                .put("replica", call.replica())
                .put("sequence", call.sequence())
                .put("verb", call.verb())
                .put("group", call.group())
                .put("version", call.version())
                .put("resource", call.resource())
                .put("subresource", call.subresource())
                .put("namespace", call.namespace())
                .put("name", call.name())
                .put("write", call.write())
                .put("code", entry.code())
                .put("treatment", entry.treatment())
                .put("forwarded", entry.forwarded() == Forwarded.YES)
                .put("arrivedNanos", call.arrivedNanos())
                .put("microseconds", took)
                .put("requestBytes", entry.requestBytes())
                .put("replyBytes", entry.replyBytes())
                .put("knownVersion", entry.knownVersion())
                .put("version", entry.version())
                .put("warnings", new JsonArray(entry.warnings()))
                .encode();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger's last lines could not be written; is its disk full?", e);
        }
    }
}
