package io.resil.agent.jmx;

import io.resil.agent.stats.Decision;
import io.resil.agent.stats.StatusJson;
import io.resil.api.AgentMXBean;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** The agent as an MBean. Thread-safe. */
final class AgentBean extends StandardMBean implements AgentMXBean {

    private static final String[] NONE = {};

    private final AgentView agent;

    AgentBean(AgentView agent) {
        super(AgentMXBean.class, true);
        this.agent = agent;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return "The resil agent";
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return Descriptions.of(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return Descriptions.of(info.getName());
    }

    /** None of them changes anything but {@code reload}. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return info.getName().equals("reload") ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int index) {
        return index == 0 ? "method" : "url";
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int index) {
        return index == 0 ? "such as GET" : "such as http://chroma:6003/query";
    }

    @Override
    public String getVersion() {
        return agent.snapshot().version;
    }

    @Override
    public String getStatus() {
        return agent.snapshot().status;
    }

    @Override
    public String getConfigurationFile() {
        return agent.snapshot().configurationFile;
    }

    @Override
    public String getLastReload() {
        return agent.snapshot().lastReload;
    }

    @Override
    public String reload() {
        return agent.reload();
    }

    @Override
    public String[] getConfigurationProblems() {
        return agent.snapshot().configurationProblems.toArray(NONE);
    }

    @Override
    public String[] getInstrumented() {
        return agent.snapshot().instrumented.toArray(NONE);
    }

    @Override
    public long getAgentFaults() {
        return agent.snapshot().agentFaults;
    }

    @Override
    public String[] getDecisions() {
        List<String> lines = new ArrayList<>();
        for (Decision decision : agent.snapshot().decisions) {
            lines.add(decision.toString());
        }
        return lines.toArray(NONE);
    }

    @Override
    public String[] getUnmatchedHosts() {
        return agent.unmatchedHosts().toArray(NONE);
    }

    @Override
    public String suggestConfiguration() {
        return agent.suggestConfiguration();
    }

    @Override
    public String statusJson() {
        return StatusJson.of(agent.snapshot(), agent.unmatchedHosts());
    }

    @Override
    public String explain(String method, String url) {
        return agent.explain(method, url);
    }
}
