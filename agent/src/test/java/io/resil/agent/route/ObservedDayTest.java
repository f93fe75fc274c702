package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Ending;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.StagedCall;
import io.resil.agent.fallback.FallbackSettings;
import java.net.ConnectException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day in the life of a service, told by a script, observed, and worked out beside it the simplest way there is. */
class ObservedDayTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int THRESHOLD = 5;

    /** What a call meets; a status of 0 is a refused connection. */
    private record Weather(String method, int status, Duration lasting) {

        static Weather at(Duration sinceMidnight, long call) {
            LocalTime time = LocalTime.MIDNIGHT.plus(sinceMidnight);
            int hour = time.getHour();
            int minute = time.getMinute();
            if (hour == 1 && minute < 10) {
                return new Weather("GET", 0, Duration.ofMillis(5));
            } else if (hour == 5 && minute < 30) {
                return new Weather("GET", 200, Duration.ofSeconds(25)); // slow, and well in the end
            } else if (hour == 9 && minute < 20) {
                return new Weather("GET", 503, Duration.ofMillis(40));
            } else if (hour == 13 && minute < 5) {
                return new Weather("POST", 500, Duration.ofMillis(300));
            } else if (hour == 15 && call % 3 == 0) {
                return new Weather("GET", 500, Duration.ofMillis(70));
            } else if (hour == 20 && minute < 2) {
                return new Weather("GET", 429, Duration.ofMillis(20));
            }
            return new Weather(call % 4 == 0 ? "POST" : "GET", 200, Duration.ofMillis(80));
        }

        boolean isTimedOut() {
            return lasting.compareTo(LIMIT) > 0;
        }

        boolean isFailure() {
            return isTimedOut() || status == 0 || status >= 500;
        }

        boolean isRetryable() {
            return !isTimedOut() && (status == 0 || (method.equals("GET") && (status == 429 || status == 503)));
        }
    }

    /** Written down from the documentation, in plain numbers. */
    private static final class Model {

        long rejected;
        long rejectedSuccesses;
        long retried;
        long timedOut;
        long fallenBack;
        long savedNanos;
        long opened;

        private int failures;
        private boolean isOpen;
        private long openedAt;

        void call(long start, Weather met) {
            long end = start + met.lasting().toNanos();
            boolean isProbe = isOpen && start - openedAt >= RECOVERY.toNanos();
            if (isOpen && !isProbe) {
                rejected++;
                rejectedSuccesses += met.status() == 200 ? 1 : 0;
                fallenBack++;
                savedNanos += end - start;
                return;
            }
            if (met.isTimedOut()) {
                timedOut++;
                savedNanos += end - start - LIMIT.toNanos();
            }
            boolean wasOpen = isOpen;
            count(met, isProbe, end);
            boolean mayRetry = !isOpen || (wasOpen && !met.isFailure());
            if (met.isRetryable() && mayRetry) {
                retried++;
            } else if (met.isFailure()) {
                fallenBack++;
            }
        }

        private void count(Weather met, boolean isProbe, long end) {
            if (met.isFailure()) {
                failures++;
                if (isProbe || failures >= THRESHOLD) {
                    opened += isProbe ? 0 : 1;
                    isOpen = true;
                    openedAt = end;
                }
            } else if (met.status() != 429) {
                failures = 0;
                isOpen = false;
            }
        }
    }

    @Test
    void everyCounterIsWhatTheSimplestModelSays() {
        ObservedScene scene = new ObservedScene();
        scene.fallback = new FallbackSettings(new LocalAnswer(200, List.of(), new byte[0]), null);
        Model model = new Model();
        long midnight = scene.time.nanos();
        long calls = 0;
        while (scene.time.nanos() - midnight < Duration.ofDays(1).toNanos()) {
            long start = scene.time.nanos();
            Weather met = Weather.at(Duration.ofNanos(start - midnight), calls);
            scene.run(staged(scene, met));
            model.call(start, met);
            scene.time.passNanos(Math.max(0, start + Duration.ofSeconds(5).toNanos() - scene.time.nanos()));
            calls++;
        }
        assertEquals(calls, scene.counts().calls);
        assertEquals(calls, scene.counts().attempts);
        assertEquals(model.rejected, scene.observed().rejected);
        assertEquals(model.rejectedSuccesses, scene.observed().rejectedSuccesses);
        assertEquals(model.retried, scene.observed().retried);
        assertEquals(model.timedOut, scene.observed().timedOut);
        assertEquals(model.fallenBack, scene.observed().fallenBack);
        assertEquals(model.savedNanos / 1e9, scene.observed().threadSeconds, 1e-6);
        long opened = scene.heard.stream().filter("OPEN?"::equals).count();
        long failedProbes = scene.heard.stream().filter("HALF_OPEN?"::equals).count()
                - scene.heard.stream().filter("CLOSED?"::equals).count();
        assertEquals(model.opened, opened - failedProbes);
        assertTrue(model.rejected > 300 && model.rejectedSuccesses > 20 && model.retried > 20, "an eventful day");
        assertTrue(model.timedOut > 10 && model.fallenBack > model.rejected, "an eventful day");
    }

    private static StagedCall staged(ObservedScene scene, Weather met) {
        StagedCall call =
                scene.call().method(met.method()).eachLasting(met.lasting()).answerable();
        return call.then(attempt -> {
            attempt.markConnecting(attempt.startedAt());
            if (met.status() == 0) {
                attempt.end(Ending.NEVER_SENT, new ConnectException("refused"));
            } else {
                attempt.timeWriting(attempt.startedAt() + 1);
                attempt.markRequestWritten(false);
                attempt.markHeadAccepted();
                attempt.answered(met.status(), -1, false);
            }
        });
    }
}
