package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Hands the failures of earlier attempts over with the last one, as suppressed by it. */
final class EarlierFailures {

    private EarlierFailures() {}

    /** In the order in which they happened. */
    static void suppressIn(Attempt last) {
        Throwable failure = last.failure();
        if (failure == null || last.previous() == null) {
            return;
        }
        Deque<Throwable> earlier = new ArrayDeque<>();
        for (Attempt attempt = last.previous(); attempt != null; attempt = attempt.previous()) {
            if (attempt.failure() != null) {
                earlier.push(attempt.failure());
            }
        }
        for (Throwable one : earlier) {
            suppress(failure, one);
        }
    }

    /** Clients throw one exception twice, or wrap the one before: neither must be in there twice, or contain itself. */
    private static void suppress(Throwable failure, Throwable earlier) {
        if (!contains(failure, earlier) && !contains(earlier, failure)) {
            failure.addSuppressed(earlier);
        }
    }

    private static boolean contains(Throwable root, Throwable wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (next == wanted) {
                return true;
            }
            if (seen.add(next)) {
                if (next.getCause() != null) {
                    open.push(next.getCause());
                }
                for (Throwable suppressed : next.getSuppressed()) {
                    open.push(suppressed);
                }
            }
        }
        return false;
    }
}
