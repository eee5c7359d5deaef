package dev.croft.init;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits until other services answer; changes when there is another way to tell that they do. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = "Waits, as long as it takes, until each of the given ports takes a connection.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {" 0:every port answered", " 2:the arguments are wrong"})
final class WaitCommand implements Callable<Integer> {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(2);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "HOST:PORT", description = "An address or name, and a TCP port.")
    private List<Target> targets = List.of();

    @Override
    public Integer call() throws InterruptedException {
        for (Target target : targets) {
            await(target);
        }
        return 0;
    }

    private void await(Target target) throws InterruptedException {
        var out = spec.commandLine().getOut();
        long began = System.nanoTime();
        long lastWords = began - BETWEEN_WORDS.toNanos();
        var trouble = trouble(target);
        while (trouble.isPresent()) {
            if (System.nanoTime() - lastWords >= BETWEEN_WORDS.toNanos()) {
                lastWords = System.nanoTime();
                out.printf("waiting for %s: %s%n", target, trouble.get());
            }
            Thread.sleep(BETWEEN_TRIES);
            trouble = trouble(target);
        }
        out.printf(
                "%s answers after %d s%n",
                target, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    private static Optional<String> trouble(Target target) {
        try {
            var trouble = Optional.<String>empty();
            for (var address : InetAddress.getAllByName(target.host())) {
                trouble = trouble(new InetSocketAddress(address, target.port()));
                if (trouble.isEmpty()) {
                    return trouble;
                }
            }
            return trouble;
        } catch (UnknownHostException unknown) {
            return Optional.of("no such name");
        }
    }

    private static Optional<String> trouble(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(FOR_AN_ANSWER.toMillis()));
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
