package io.resil.agent.breaker;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The response that stands for a rejection, for applications that handle answers better than exceptions. */
final class OpenAnswer {

    private static final int SERVICE_UNAVAILABLE = 503;

    private OpenAnswer() {}

    /**
     * @param nanosUntilProbe as {@link Rejection#nanosUntilProbe} has it
     * @param text which service, and why
     */
    static LocalAnswer of(long nanosUntilProbe, String text) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(new HeaderField("Content-Type", "text/plain; charset=UTF-8"));
        if (nanosUntilProbe >= 0) {
            fields.add(new HeaderField("Retry-After", Long.toString(seconds(nanosUntilProbe))));
        }
        return new LocalAnswer(SERVICE_UNAVAILABLE, fields, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Never too early, and never at once: a probe that is under way has to come back first. */
    private static long seconds(long nanos) {
        return Math.max(1, -Math.floorDiv(-nanos, TimeUnit.SECONDS.toNanos(1)));
    }
}
