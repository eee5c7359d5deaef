package dev.croft.harness.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to start clusters, held by one run of a checkout at a time: they are named after the checkout, so a second
 * run would end those of the first. Changes with what runs must not share.
 */
public final class Turn implements AutoCloseable {

    private final FileChannel lock;

    private Turn(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Takes it, if nobody has it.
     *
     * @param folder of the runs that must take turns
     * @throws Misuse if another run has it
     */
    public static Turn take(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new Misuse("Another run of this checkout uses %s; wait for it, or stop it.".formatted(folder));
            }
            return new Turn(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
