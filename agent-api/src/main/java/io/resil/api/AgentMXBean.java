package io.resil.api;

/** The agent itself, as {@code io.resil:type=Agent}. Thread-safe. */
public interface AgentMXBean {

    /** The version of the agent. */
    String getVersion();

    /** ACTIVE, INERT (nothing configured, or switched off) or CONFIGURATION_ERROR. */
    String getStatus();

    /** The path of the configuration in force; empty when there is none. */
    String getConfigurationFile();

    /**
     * When the configuration was last read again, and what became of it, such as {@code 2026-05-01T10:15:30Z applied} or
     * {@code 2026-05-01T10:15:30Z refused: 2 problems}; empty when it was not since the start.
     */
    String getLastReload();

    /**
     * Every problem and warning of the configuration, in order of appearance. After a changed file was refused, its
     * problems, while the configuration before it stays in force.
     */
    String[] getConfigurationProblems();

    /** For each client class seen: client, class, loader, woven or why not, calls seen. */
    String[] getInstrumented();

    /** Faults of the agent since the start, none of which reached the application. */
    long getAgentFaults();

    /**
     * The last 50 decisions that changed something, newest last, each with its instant (ISO 8601), service, origin and why:
     * transitions of breakers, and what operators did. What a breaker does at each failed probe is one line with a number.
     */
    String[] getDecisions();

    /**
     * A line for each host that is called and that no service covers: client, calls, calls a second, failures, times,
     * whether the application sets a timeout. A thousand hosts at most, and those with the most calls first.
     */
    String[] getUnmatchedHosts();

    /**
     * A {@code resil.yaml} to start from: a service for each of those hosts, with the evidence for each number. A host of
     * fewer than 100 calls is commented out.
     */
    String suggestConfiguration();

    /**
     * Reads the configuration file now, without waiting for it to be seen to have changed. A good one applies as a whole to
     * calls that start after this; a bad one changes nothing. Throws nothing.
     *
     * @return what is in force now, and warnings; or that it was refused, with every problem, each with line and key
     */
    String reload();

    /** Everything above and every breaker, as one JSON object. */
    String statusJson();

    /**
     * Which service covers a call and why, each of its settings and where it came from, and whether the call would be sent
     * again; or, that none does, and which pattern came nearest. Shows no token.
     *
     * @param method such as {@code GET}
     * @param url such as {@code http://chroma:6003/query}
     */
    String explain(String method, String url);
}
