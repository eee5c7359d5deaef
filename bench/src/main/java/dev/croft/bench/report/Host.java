package dev.croft.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine on which was measured; changes with what of a machine explains a figure. */
public record Host(int cores, long memoryGiB, String kernel, String jdk) {

    private static final int GIB = 30;

    static Host here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Host(
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> GIB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString());
    }
}
