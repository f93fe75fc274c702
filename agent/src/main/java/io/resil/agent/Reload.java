package io.resil.agent;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationFiles;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.log.Log;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reads the configuration again, when its files have changed or an operator asks, and puts it in force; or says what is
 * wrong with it, and leaves everything as it is. For one thread at a time.
 */
final class Reload {

    private final ConfigurationFiles files;
    private final ClientWeaving weaving;
    private final Governance governance;
    private final AgentReport report;
    private final Log log;
    private final LongSupplier wallMillis;

    Reload(
            ConfigurationFiles files,
            ClientWeaving weaving,
            Governance governance,
            AgentReport report,
            Log log,
            LongSupplier wallMillis) {
        this.files = files;
        this.weaving = weaving;
        this.governance = governance;
        this.report = report;
        this.log = log;
        this.wallMillis = wallMillis;
    }

    /**
     * Reads the files as they are, changed or not.
     *
     * @return what became of it, and every problem, for people
     */
    String now() {
        try {
            return applied(files.load());
        } catch (InvalidConfigurationException e) {
            return refused(e.problems());
        } catch (UncheckedIOException e) {
            return refused(Collections.singletonList(files.name() + ": " + e.getMessage()));
        }
    }

    /** Weaves first: a governed call has to be seen at each of its steps. */
    private String applied(Configuration next) {
        weaving.weave(next, true);
        String left = governance.apply(next, true);
        files.applied(next);
        String summary = ResilAgent.summary(next);
        log.info("configuration reloaded: " + summary);
        List<String> warnings = new ArrayList<>();
        for (Object warning : next.warnings) {
            warnings.add("warning: " + warning);
        }
        if (left != null) {
            warnings.add(left);
        }
        for (String warning : warnings) {
            log.warn(warning);
        }
        decided("applied");
        return ResilAgent.listed("applied: " + summary, warnings);
    }

    private String refused(List<?> problems) {
        String result = ResilAgent.listed("the changed configuration is refused, so nothing changes:", problems);
        log.warn(result);
        report.refused(problems);
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        decided("refused: " + count);
        return result;
    }

    private void decided(String what) {
        report.reloaded(Instant.ofEpochMilli(wallMillis.getAsLong()) + " " + what);
        governance.decisions().add("", "", "reload", what);
    }
}
