package io.resil.agent.call;

import io.resil.api.ServiceUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A call told attempt by attempt, run through a real chain in virtual time, so that a listener sees what it would. */
public final class CallScript {

    private final CallListener listener;
    private final String method;
    private final String path;
    private long now = 1_000_000_000_000L;

    public CallScript(CallListener listener, String method, String path) {
        this.listener = listener;
        this.method = method;
        this.path = path;
    }

    /** Time passes between two calls. */
    public void sleep(Duration time) {
        now += time.toNanos();
    }

    /** A new call. */
    public Course call() {
        return new Course();
    }

    private static Verdict judge(Attempt attempt) {
        return switch (attempt.ending()) {
            case ANSWERED ->
                attempt.status() >= 500 ? Verdict.FAILURE : attempt.status() == 429 ? Verdict.NEUTRAL : Verdict.SUCCESS;
            case NEVER_SENT, UNANSWERED, TIMED_OUT, TLS_REFUSED -> Verdict.FAILURE;
            default -> Verdict.NEUTRAL;
        };
    }

    /** What happens to one call. */
    public final class Course {

        private final Deque<Consumer<Attempt>> attempts = new ArrayDeque<>();
        private final Deque<Duration> waits = new ArrayDeque<>();
        private final List<Runnable> whileUnderWay = new ArrayList<>();
        private ServiceUnavailableException rejection;
        private String token;
        private String denied;

        public Course answered(int status, Duration after) {
            return attempt(after, attempt -> {
                attempt.markRequestWritten(false);
                attempt.answered(status, -1, true);
            });
        }

        /** By a cache of the client. */
        public Course answeredWithoutTheWire() {
            return attempt(Duration.ZERO, attempt -> attempt.answered(200, -1, true));
        }

        public Course ended(Ending ending, Throwable failure) {
            return attempt(Duration.ofMillis(5), attempt -> {
                if (ending != Ending.NEVER_SENT) {
                    attempt.markRequestWritten(false);
                }
                attempt.end(ending, failure);
            });
        }

        public Course thenAfter(Duration wait) {
            waits.add(wait);
            return this;
        }

        public Course withToken(String secret) {
            token = secret;
            return this;
        }

        public Course rejectedIn(String state, Duration untilProbe) {
            rejection = new ServiceUnavailableException("chroma", state, untilProbe.toNanos(), "open", false);
            return this;
        }

        public Course deniedBy(String limit) {
            denied = limit;
            return this;
        }

        public Course whileUnderWay(Runnable look) {
            whileUnderWay.add(look);
            return this;
        }

        private Course attempt(Duration takes, Consumer<Attempt> course) {
            attempts.add(attempt -> {
                now += takes.toNanos();
                course.accept(attempt);
            });
            return this;
        }

        public void run() {
            new Chain(List.of(new Again(), new Gate()), CallScript::judge, listener, () -> now).run(new ScriptedCall());
        }

        private final class Gate implements Policy {
            @Override
            public Step enter(HttpCall call) {
                if (attempts.isEmpty()) {
                    call.attempt().end(Ending.REJECTED, rejection);
                    return Step.OUTWARD;
                }
                call.attempt().setToken(token);
                return Step.INWARD;
            }

            @Override
            public Step exit(HttpCall call) {
                return Step.OUTWARD;
            }
        }

        private final class Again implements Policy {
            @Override
            public Step enter(HttpCall call) {
                return Step.INWARD;
            }

            @Override
            public Step exit(HttpCall call) {
                Attempt previous = call.attempt().previous();
                if (call.attempt().endedAs(Ending.REJECTED) && previous != null) {
                    call.fallBackTo(previous);
                    return Step.OUTWARD;
                }
                if (waits.isEmpty()) {
                    if (denied != null) {
                        listener.retryDenied(call, call.attempt(), denied);
                    }
                    return Step.OUTWARD;
                }
                long wait = waits.remove().toNanos();
                listener.retrying(call, call.attempt(), wait);
                call.prepareNextAttempt();
                return call.pause(wait);
            }
        }

        private final class ScriptedCall extends HttpCall {
            ScriptedCall() {
                super(null);
            }

            @Override
            public String method() {
                return method;
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public boolean isReplayable() {
                return true;
            }

            @Override
            public boolean hasIdempotencyKey() {
                return false;
            }

            @Override
            public boolean hasOwnTimeout() {
                return false;
            }

            @Override
            public boolean hasOwnConnectTimeout() {
                return false;
            }

            @Override
            protected Step send(Attempt attempt) {
                whileUnderWay.forEach(Runnable::run);
                attempts.remove().accept(attempt);
                return Step.OUTWARD;
            }

            @Override
            public Step pause(long nanos) {
                now += nanos;
                return Step.INWARD;
            }

            @Override
            public void abort(Attempt attempt, AbortCause cause) {
                attempt.markAborted(cause);
            }
        }
    }
}
