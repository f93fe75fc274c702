package io.resil.agent;

import io.resil.agent.log.Log;
import io.resil.agent.web.LoggingStartedAdvice;
import io.resil.agent.web.StatusPage;
import io.resil.agent.web.StatusSettings;
import org.jspecify.annotations.Nullable;

/** The status page of an agent that may have none: until one is wanted, nothing of it is loaded. Thread-safe. */
final class OptionalStatusPage {

    private final AgentReport report;
    private final Log log;
    private final AgentFaults faults;
    private @Nullable StatusPage page;

    OptionalStatusPage(AgentReport report, Log log, AgentFaults faults) {
        this.report = report;
        this.log = log;
        this.faults = faults;
    }

    /**
     * Starts, moves or stops it. Returns at once.
     *
     * @param settings null for none
     * @param running whether the application has begun; else the page waits for it
     */
    synchronized void configure(@Nullable StatusSettings settings, boolean running) {
        StatusPage present = page;
        if (present == null && settings == null) {
            return;
        }
        if (present == null) {
            present = StatusPageLink.newPage(report, log, faults);
            page = present;
        }
        present.configure(settings);
        if (running) {
            present.mayStart();
        } else {
            LoggingStartedAdvice.tell(present);
            present.mayStartSoon();
        }
    }
}
