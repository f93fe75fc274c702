package io.resil.agent.breaker;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.Origin;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A service with a breaker for each origin, and calls to it, which an atomic clock and one chain serve. */
final class OriginScene {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);

    /** What came, went and changed, in order. */
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    final AtomicLong now = new AtomicLong(-Duration.ofSeconds(1).toNanos());
    final OriginBreakers breakers;
    final Chain chain;

    OriginScene(int most) {
        this(most, new CallListener() {});
    }

    OriginScene(int most, CallListener listener) {
        this(
                most,
                listener,
                new BreakerSettings(
                        2,
                        Duration.ofSeconds(60).toNanos(),
                        Duration.ofSeconds(30).toNanos(),
                        SERVER_ERRORS));
    }

    OriginScene(int most, CallListener listener, BreakerSettings settings) {
        breakers = new OriginBreakers(settings, "Chroma Server", Watch::new, now::get, () -> 1_000, most);
        chain = new Chain(
                List.of(new BreakerPolicy(breakers, "chroma", now::get)),
                new StatusJudge(SERVER_ERRORS),
                new ListenerPair(breakers.calls(), listener),
                now::get);
    }

    private final class Watch implements OriginWatch {
        private final String origin;

        Watch(String origin) {
            this.origin = origin;
        }

        @Override
        public void came(Breaker breaker) {
            heard.add("+" + origin);
        }

        @Override
        public void gone() {
            heard.add("-" + origin);
        }

        @Override
        public void transitioned(Transition transition) {
            heard.add(origin + " " + transition.to);
        }
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    BreakerState state(String origin) {
        return breakers.origins().get(origin).state;
    }

    /** Runs a call to a host at port 80, answered with the status; a millisecond and more passes. */
    Call answered(String host, int status) {
        Call call = new Call(host);
        call.run(chain);
        if (!call.attempt().endedAs(Ending.REJECTED)) {
            call.end(status);
        }
        pass(Duration.ofMillis(2));
        return call;
    }

    /** Begins a call that stays under way. */
    Call begun(String host) {
        Call call = new Call(host);
        call.run(chain);
        pass(Duration.ofMillis(2));
        return call;
    }

    final class Call extends HttpCall {
        private final String host;

        Call(String host) {
            super(null);
            this.host = host;
        }

        void run(Chain through) {
            through.run(this);
        }

        void end(int status) {
            attempt().markRequestWritten(false);
            attempt().answered(status, -1, true);
            chain.resume(this, Step.OUTWARD);
        }

        boolean isRejected() {
            return attempt().endedAs(Ending.REJECTED);
        }

        @Override
        public Origin origin() {
            return Origin.of("http", host, -1);
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
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
            return Step.PENDING;
        }

        @Override
        public Step pause(long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort(Attempt attempt, AbortCause cause) {
            throw new UnsupportedOperationException();
        }
    }
}
