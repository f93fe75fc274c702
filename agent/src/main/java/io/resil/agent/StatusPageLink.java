package io.resil.agent;

import io.resil.agent.log.Log;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.timeout.DaemonThreads;
import io.resil.agent.web.Notices;
import io.resil.agent.web.StatusPage;
import io.resil.agent.web.StatusView;
import java.util.List;
import java.util.Map;

/** What the status page reads of the agent and tells it. Loaded with the page. Thread-safe. */
final class StatusPageLink implements StatusView, Notices {

    private final AgentReport report;
    private final Log log;
    private final AgentFaults faults;

    private StatusPageLink(AgentReport report, Log log, AgentFaults faults) {
        this.report = report;
        this.log = log;
        this.faults = faults;
    }

    static StatusPage newPage(AgentReport report, Log log, AgentFaults faults) {
        StatusPageLink link = new StatusPageLink(report, log, faults);
        return new StatusPage(link, link, new DaemonThreads("resil-status"));
    }

    @Override
    public AgentSnapshot snapshot() {
        return report.snapshot();
    }

    @Override
    public List<String> unmatchedHosts() {
        return report.unmatchedHosts();
    }

    @Override
    public Map<String, String> settingsOf(String service) {
        return report.settingsOf(service);
    }

    @Override
    public void said(String line) {
        log.info(line);
    }

    @Override
    public void unavailable(String problem) {
        report.withoutStatusPage(problem);
    }

    @Override
    public void fault(String place, Throwable fault) {
        faults.fault(place, fault);
    }
}
