package io.resil.agent.call;

import java.util.Arrays;
import java.util.List;

/**
 * The policies of one service, outermost first, and the one loop that takes a call through them: inward to the wire,
 * outward to the application, and inward again for each retry. Blocking and asynchronous calls take the same way; an
 * asynchronous one leaves the loop where it waits and is {@linkplain #resume resumed} there.
 *
 * <p>Immutable; what moves is in the call.
 */
public final class Chain {

    private static final Policy ABSENT = new Policy() {
        @Override
        public Step enter(HttpCall call) {
            throw new IllegalStateException("no such policy");
        }

        @Override
        public Step exit(HttpCall call) {
            throw new IllegalStateException("no such policy");
        }
    };

    private final Policy[] policies;
    /** The first four from the wire on, again: see {@link #enterAt}. */
    private final Policy first;

    private final Policy second;
    private final Policy third;
    private final Policy fourth;
    private final Judge judge;
    private final CallListener listener;
    private final Ticker ticker;

    public Chain(List<? extends Policy> policies, Judge judge, CallListener listener, Ticker ticker) {
        this.policies = policies.toArray(new Policy[0]);
        this.first = fromWire(0);
        this.second = fromWire(1);
        this.third = fromWire(2);
        this.fourth = fromWire(3);
        this.judge = judge;
        this.listener = listener;
        this.ticker = ticker;
    }

    private Policy fromWire(int position) {
        return position < policies.length ? policies[policies.length - 1 - position] : ABSENT;
    }

    /**
     * Runs a call. When this returns true, nothing more will be sent, and {@link HttpCall#attempt()} says what the
     * application gets; else the call is under way and will {@linkplain HttpCall#finish finish} elsewhere.
     */
    public boolean run(HttpCall call) {
        call.start(ticker.nanos());
        listener.callStarted(call);
        return go(call, Step.INWARD);
    }

    /** Goes on with a call that was {@link Step#PENDING}. */
    public boolean resume(HttpCall call, Step step) {
        if (call.over) {
            return true; // a fault ended it while something of it was still under way
        }
        try {
            comeBack(call, step);
        } catch (RuntimeException | Error fault) {
            abandon(call);
            throw fault;
        }
        return go(call, step);
    }

    private void comeBack(HttpCall call, Step step) {
        if (call.sending) {
            ended(call);
            return;
        }
        policies[call.depth - 1].resumed(call);
        if (step == Step.INWARD) {
            call.attempt().restart(ticker.nanos());
        }
    }

    private boolean go(HttpCall call, Step step) {
        boolean over;
        try {
            over = loop(call, step);
        } catch (RuntimeException | Error fault) {
            abandon(call);
            throw fault;
        }
        if (over) {
            end(call);
            call.finish();
        }
        return over;
    }

    /** Whoever runs the call decides what the application gets; for us it is over, and nothing may touch it later. */
    private void abandon(HttpCall call) {
        while (call.depth > 0) {
            call.depth--;
            policies[call.depth].abandoned(call);
        }
        if (!call.over) {
            end(call);
        }
    }

    private void end(HttpCall call) {
        call.over = true;
        listener.callEnded(call);
    }

    private boolean loop(HttpCall call, Step first) {
        Step step = first;
        while (step != Step.PENDING) {
            if (step == Step.INWARD) {
                step = call.depth == policies.length ? send(call) : enter(call);
            } else if (call.depth > 0) {
                step = exit(call);
            } else {
                return true;
            }
        }
        return false;
    }

    private Step enter(HttpCall call) {
        Step step = enterAt(policies.length - 1 - call.depth, call);
        if (step == Step.INWARD) {
            call.depth++;
        } else {
            listener.rejected(call, call.attempt());
        }
        return step;
    }

    private Step send(HttpCall call) {
        Attempt attempt = call.attempt();
        listener.attemptStarted(call, attempt);
        call.sending = true;
        Step step = call.send(attempt);
        if (step == Step.OUTWARD) {
            ended(call);
        }
        return step;
    }

    private void ended(HttpCall call) {
        call.sending = false;
        Attempt attempt = call.attempt();
        attempt.judge(judge.judge(attempt), ticker.nanos());
        listener.attemptEnded(call, attempt);
    }

    /** The call's depth is left alone before a policy that waits, as another thread may resume it meanwhile. */
    private Step exit(HttpCall call) {
        Step step = exitAt(policies.length - call.depth, call);
        if (step == Step.OUTWARD) {
            call.depth--;
        } else if (step == Step.INWARD) {
            call.attempt().restart(ticker.nanos());
        }
        return step;
    }

    /**
     * A line for each position: the JVM inlines what it saw called at a line, and policies of one kind stand nearly always at
     * the same distance from the wire. One line for all would look each of them up, four times in and four times out.
     */
    private Step enterAt(int fromWire, HttpCall call) {
        switch (fromWire) {
            case 0:
                return first.enter(call);
            case 1:
                return second.enter(call);
            case 2:
                return third.enter(call);
            case 3:
                return fourth.enter(call);
            default:
                return policies[call.depth].enter(call);
        }
    }

    private Step exitAt(int fromWire, HttpCall call) {
        switch (fromWire) {
            case 0:
                return first.exit(call);
            case 1:
                return second.exit(call);
            case 2:
                return third.exit(call);
            case 3:
                return fourth.exit(call);
            default:
                return policies[call.depth - 1].exit(call);
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(policies);
    }
}
