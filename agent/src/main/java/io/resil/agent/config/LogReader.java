package io.resil.agent.config;

import java.util.Arrays;
import java.util.Collections;

/** Reads the section {@code log}. */
final class LogReader {

    private LogReader() {}

    static LogSettings read(Section file) {
        if (file.isNone("log")) {
            file.error("log", "cannot be none; set log.level to error to see little");
        }
        Section log = file.section("log");
        if (log == null) {
            return LogSettings.DEFAULT;
        }
        String level = log.choice(
                "level", "info", Arrays.asList("debug", "info", "warn", "error"), Collections.<String>emptyList());
        String target = log.text("target");
        if (target == null || target.equals("app")) {
            return new LogSettings(LogSettings.Target.APP, null, level);
        }
        if (target.equals("stderr")) {
            return new LogSettings(LogSettings.Target.STDERR, null, level);
        }
        if (!looksLikePath(target)) {
            // else a misspelt word would quietly become a file
            log.error("target", "must be app, stderr, or the path of a file such as ./resil.log");
        }
        return new LogSettings(LogSettings.Target.FILE, target, level);
    }

    private static boolean looksLikePath(String target) {
        return target.indexOf('/') >= 0 || target.indexOf('\\') >= 0 || target.indexOf('.') >= 0;
    }
}
