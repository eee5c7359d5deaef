package dev.croft.harness.trial;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The machine that all trials share. One that has too much to do breaks promises that are about time, by itself; so a
 * trial on the shared cluster begins only while there is time for it. Changes with what a trial needs most.
 */
final class Machine {

    private static final double BUSY = 0.8;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Lock next = new ReentrantLock();

    /** Returns when the processors had some rest within the last second; one caller at a time. */
    void awaitTime() throws InterruptedException {
        next.lockInterruptibly();
        try {
            do {
                Thread.sleep(BETWEEN_LOOKS);
            } while (system.getCpuLoad() > BUSY);
        } finally {
            next.unlock();
        }
    }
}
