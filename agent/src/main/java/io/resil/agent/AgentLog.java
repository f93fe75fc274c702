package io.resil.agent;

import io.resil.agent.client.Slf4jTargets;
import io.resil.agent.config.LogSettings;
import io.resil.agent.log.AppTarget;
import io.resil.agent.log.FileTarget;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.log.LogTarget;
import io.resil.agent.log.StderrTarget;
import java.io.File;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The agent's log as the configuration wants it. For one thread at a time; the log itself for any. */
final class AgentLog {

    /** Null unless the agent started with it: what it needs to know of the application it learns at first calls. */
    private final @Nullable AppTarget application;

    private final LogTarget stderr;
    private final Log log;
    private LogSettings inForce;
    private LogTarget target;

    /** @param stderr of the process */
    AgentLog(LogSettings settings, PrintStream stderr) {
        this.stderr = new StderrTarget(stderr);
        this.inForce = settings;
        this.application =
                settings.target == LogSettings.Target.APP ? new AppTarget(new Slf4jTargets(), this.stderr) : null;
        this.target = application == null ? notOfApplication(settings) : application;
        this.log = new Log(level(settings), target);
    }

    Log log() {
        return log;
    }

    @Nullable
    AppTarget application() {
        return application;
    }

    /**
     * Goes on as other settings want it.
     *
     * @return what has to wait for a restart, in words; null when nothing has
     */
    @Nullable
    String change(LogSettings settings) {
        boolean isImpossible = settings.target == LogSettings.Target.APP && application == null;
        if (!isImpossible && !settings.isTargetOf(inForce)) {
            target = application != null && settings.target == LogSettings.Target.APP
                    ? application
                    : notOfApplication(settings);
            inForce = settings;
        }
        log.change(level(settings), target);
        return isImpossible ? "log.target = app needs a restart, as the agent did not start with it" : null;
    }

    private LogTarget notOfApplication(LogSettings settings) {
        return settings.file == null ? stderr : new FileTarget(new File(settings.file), stderr);
    }

    private static Level level(LogSettings settings) {
        return Level.valueOf(settings.level.toUpperCase(Locale.ROOT));
    }
}
