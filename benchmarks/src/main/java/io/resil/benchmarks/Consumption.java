package io.resil.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What all threads of this process had used at one moment, but for the thread that looks. Of processor time the kernel's
 * own account of each thread, those of the JVM included: that of the whole process comes in steps of 10 ms. Of memory
 * what each thread of the application has allocated. Threads that end are lost sight of.
 */
public final class Consumption {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Long> cpuNanos;
    private final Map<String, Long> bytes;

    private Consumption(Map<String, Long> cpuNanos, Map<String, Long> bytes) {
        this.cpuNanos = cpuNanos;
        this.bytes = bytes;
    }

    public static Consumption now() throws IOException {
        Map<String, Long> cpuNanos = new HashMap<>();
        Path tasks = Path.of("/proc/self/task");
        Path self = Path.of("/proc/thread-self").toRealPath().getFileName();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
            for (Path task : each) {
                if (!task.getFileName().equals(self)) {
                    read(task, cpuNanos);
                }
            }
        }
        Map<String, Long> bytes = new HashMap<>();
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != Thread.currentThread().getId()) {
                bytes.put(Long.toString(ids[i]), allocated[i]);
            }
        }
        return new Consumption(cpuNanos, bytes);
    }

    private static void read(Path task, Map<String, Long> cpuNanos) throws IOException {
        try {
            String account = Files.readString(task.resolve("schedstat"));
            cpuNanos.put(task.getFileName().toString(), Long.parseLong(account.split(" ", 2)[0]));
        } catch (IOException e) {
            if (Files.exists(task)) {
                throw e;
            } // else it has ended since it was listed, as the compiler's threads do that have no more work
        }
    }

    public long cpuNanosSince(Consumption earlier) {
        return more(cpuNanos, earlier.cpuNanos);
    }

    public long bytesSince(Consumption earlier) {
        return more(bytes, earlier.bytes);
    }

    private static long more(Map<String, Long> now, Map<String, Long> earlier) {
        return now.entrySet().stream()
                .mapToLong(each -> each.getValue() - earlier.getOrDefault(each.getKey(), 0L))
                .sum();
    }
}
