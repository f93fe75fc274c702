package io.resil.agent.fallback;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An answer as the service gave it. Immutable. */
final class GoodAnswer {

    private static final int OK = 200;

    private static final long OLDEST_SECONDS = Integer.MAX_VALUE;

    private final LocalAnswer answer;
    private final long ageSeconds;
    private final long takenAt;

    /**
     * @param fields as they came
     * @param takenAt {@link io.resil.agent.call.Ticker} nanoseconds at which its head came
     */
    GoodAnswer(List<HeaderField> fields, byte[] body, long takenAt) {
        this.answer = new LocalAnswer(OK, KeepingRules.kept(fields), body);
        this.ageSeconds = age(fields);
        this.takenAt = takenAt;
    }

    /** From a cache on the way; what cannot be understood counts as none (RFC 9111 5.1). */
    private static long age(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            if (field.name.equalsIgnoreCase("Age")) {
                try {
                    return Math.max(0, Math.min(OLDEST_SECONDS, Long.parseLong(field.value.trim())));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 0;
    }

    boolean isTakenAfter(GoodAnswer other) {
        return takenAt - other.takenAt > 0;
    }

    /** Nanoseconds since we have it. */
    long heldFor(long now) {
        return Math.max(0, now - takenAt);
    }

    /** With its whole age, what it had when it came included (RFC 9111 4.2.3). */
    LocalAnswer at(long now) {
        long seconds = ageSeconds + TimeUnit.NANOSECONDS.toSeconds(heldFor(now));
        return answer.with(new HeaderField("Age", Long.toString(Math.min(OLDEST_SECONDS, seconds))));
    }
}
