package io.resil.agent.breaker;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The message of rejections, which changes once a second at most and is built no more often. Thread-safe. */
final class RejectionText {

    private final String service;
    private final String whose;
    private volatile @Nullable Text last;

    /** @param service its name in messages */
    RejectionText(String service) {
        this(service, "");
    }

    /** @param origin {@code host:port} where the service has a breaker for each, else empty */
    RejectionText(String service, String origin) {
        this.service = service;
        this.whose = origin.isEmpty() ? "" : " for " + origin;
    }

    /** @param nanosUntilProbe as {@link Rejection#nanosUntilProbe} has it */
    String of(Rejection rejection, long nanosUntilProbe) {
        long seconds = -Math.floorDiv(-nanosUntilProbe, TimeUnit.SECONDS.toNanos(1));
        Text text = last;
        if (text == null || text.rejection != rejection || text.seconds != seconds) {
            text = new Text(rejection, seconds, build(rejection, nanosUntilProbe, seconds));
            last = text;
        }
        return text.text;
    }

    private String build(Rejection rejection, long nanosUntilProbe, long seconds) {
        return service + " is unavailable: circuit breaker " + rejection.state() + whose + " ("
                + rejection.openedBecause() + "), " + next(rejection, nanosUntilProbe, seconds);
    }

    private static String next(Rejection rejection, long nanosUntilProbe, long seconds) {
        if (nanosUntilProbe < 0) {
            return "until it is lifted";
        }
        return rejection.state() == BreakerState.HALF_OPEN ? "a probe is under way" : "next probe in " + seconds + "s";
    }

    private static final class Text {

        final Rejection rejection;
        final long seconds;
        final String text;

        Text(Rejection rejection, long seconds, String text) {
            this.rejection = rejection;
            this.seconds = seconds;
            this.text = text;
        }
    }
}
