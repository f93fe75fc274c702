package io.resil.conformance;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the application got.
 *
 * @param status 0 without an answer
 * @param failure null when answered
 * @param wentToTheDeadline whether it ended no earlier, if it had one
 */
record CallResult(int status, @Nullable Throwable failure, boolean wentToTheDeadline) {

    /** The failure is this one, or wraps it. */
    boolean failedWith(Throwable wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    boolean failedWith(Class<? extends Throwable> wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
            if (wanted.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
