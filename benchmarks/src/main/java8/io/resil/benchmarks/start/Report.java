package io.resil.benchmarks.start;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What a measured process says of itself, in one line. */
final class Report {

    static final String MARK = "measured ";

    private Report() {}

    /**
     * The times are of the monotonic clock of the machine, which whoever started the process reads as well.
     *
     * @param begun when {@code main} began
     * @param ended when its work was done
     */
    static void print(long begun, long ended) throws IOException {
        System.out.println(line(begun, ended));
    }

    /** @param ready when it could have served, for those that serve */
    static void print(long begun, long ready, long ended) throws IOException {
        System.out.println(line(begun, ended) + " " + ready);
    }

    private static String line(long begun, long ended) throws IOException {
        return MARK + begun + " " + ended + " " + residentKilobytes();
    }

    private static String residentKilobytes() throws IOException {
        try (BufferedReader status = new BufferedReader(
                new InputStreamReader(new FileInputStream("/proc/self/status"), StandardCharsets.US_ASCII))) {
            for (String line = status.readLine(); line != null; line = status.readLine()) {
                if (line.startsWith("VmRSS:")) {
                    return line.replaceAll("\\D", "");
                }
            }
        }
        return "-1";
    }
}
