package io.resil.agent.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps good answers, to give them again while the service fails. Thread-safe. */
public interface Keeping {

    /** Whether an answer of this status to the attempt under way may be kept, as far as that tells. */
    boolean mayKeep(HttpCall call, int status);

    /**
     * Takes a copy of the body of an answer that {@link #mayKeep may be kept}.
     *
     * @param fields of its head, as they came
     * @return null when its head says that it may not
     */
    @Nullable
    BodyCopy copyOf(HttpCall call, List<HeaderField> fields);
}
