package io.resil.it;

import java.util.List;

/** What a JVM says of agents, whichever they are. */
final class Warnings {

    private static final List<String> OF_ATTACHING = List.of(
            "WARNING: A Java agent has been loaded dynamically (",
            "WARNING: If a serviceability tool is in use, please run with -XX:+EnableDynamicAgentLoading",
            "WARNING: If a serviceability tool is not in use, please run with -Djdk.instrument.traceUsage",
            "WARNING: Dynamic loading of agents will be disallowed by default in a future release");

    private Warnings() {}

    /** Of class data sharing, when an agent has added to the boot path. */
    static boolean isOfSharing(String line) {
        return line.endsWith("warning: Sharing is only supported for boot loader classes because bootstrap classpath"
                + " has been appended");
    }

    /** JEP 451's. */
    static boolean isOfAttaching(String line) {
        return OF_ATTACHING.stream().anyMatch(line::startsWith);
    }
}
