package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hangs the failures of earlier attempts on the last one, oldest first. */
final class Suppression {

    private Suppression() {}

    /** Leaves out what hangs there already: a client may throw the same exception twice. */
    static void of(@Nullable Attempt latestEarlier, Throwable last) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        known.add(last);
        for (Throwable cause = last.getCause(); cause != null && known.add(cause); cause = cause.getCause()) {}
        for (Throwable suppressed : last.getSuppressed()) {
            known.add(suppressed);
        }
        add(latestEarlier, last, known);
    }

    private static void add(@Nullable Attempt attempt, Throwable last, Set<Throwable> known) {
        if (attempt == null) {
            return;
        }
        add(attempt.previous(), last, known);
        Throwable failure = attempt.failure();
        if (failure != null && known.add(failure)) {
            last.addSuppressed(failure);
        }
    }
}
