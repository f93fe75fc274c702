package io.resil.agent.cli;

/** What {@code --help} says: one screen, to be read from top to bottom. */
final class Help {

    static final String TEXT = String.join(
            System.lineSeparator(),
            "resil-agent gives the HTTP calls of a Java application circuit breakers, retries, timeouts and tokens.",
            "",
            "Start an application with it:",
            "  java -javaagent:resil-agent.jar=resil.yaml -jar application.jar",
            "",
            "Before that, see whether the configuration is right, and what it means for one call:",
            "  java -jar resil-agent.jar check resil.yaml",
            "  java -jar resil-agent.jar explain resil.yaml GET http://chroma:6003/query",
            "",
            "While it runs (<pid>: the process id, or the name of its main class or jar):",
            "  java -jar resil-agent.jar status <pid>                  every breaker: state, counts, latencies",
            "  java -jar resil-agent.jar status <pid> --watch          the same, drawn again each second",
            "  java -jar resil-agent.jar status <pid> --json           all there is to know, for a program",
            "  java -jar resil-agent.jar force-open <pid> <service>    reject its calls until enable",
            "  java -jar resil-agent.jar force-closed <pid> <service>  close its breaker, forget its failures",
            "  java -jar resil-agent.jar disable <pid> <service>       let every call through until enable",
            "  java -jar resil-agent.jar enable <pid> <service>        end both; the breaker starts closed",
            "",
            "A JVM that was started without it:",
            "  java -jar resil-agent.jar attach <pid> resil.yaml       govern it from now on",
            "  java -jar resil-agent.jar discover <pid>                whom it calls, and a resil.yaml to start from",
            "",
            "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 the JVM cannot be reached.",
            "To reach a JVM it takes the java of a JDK, the same user, and the same container.");

    private Help() {}
}
