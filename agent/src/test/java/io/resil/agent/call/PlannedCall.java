package io.resil.agent.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call for tests of policies: each attempt does what was planned, waits pass at once, nothing is real. */
public class PlannedCall extends HttpCall {

    private final Deque<Consumer<Attempt>> plan = new ArrayDeque<>();
    private final String method;
    private int sent;
    private boolean finished;

    public PlannedCall(String method) {
        super(null);
        this.method = method;
    }

    /** For each attempt; the last goes on for ever. */
    @SafeVarargs
    public final PlannedCall plan(Consumer<Attempt>... attempts) {
        for (Consumer<Attempt> each : attempts) {
            plan.add(each);
        }
        return this;
    }

    public static Consumer<Attempt> answered(int status) {
        return attempt -> {
            attempt.markRequestWritten(false);
            attempt.markHeadAccepted();
            attempt.answered(status, -1, true);
        };
    }

    public static Consumer<Attempt> ended(Ending ending, @Nullable Throwable failure) {
        return attempt -> {
            if (ending != Ending.NEVER_SENT) {
                attempt.markRequestWritten(ending == Ending.STALE_CONNECTION);
            }
            attempt.end(ending, failure);
        };
    }

    public int sent() {
        return sent;
    }

    public boolean isFinished() {
        return finished;
    }

    @Override
    public String method() {
        return method;
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
        sent++;
        Consumer<Attempt> next = plan.size() > 1 ? plan.remove() : plan.element();
        next.accept(attempt);
        return Step.OUTWARD;
    }

    @Override
    public Step pause(long nanos) {
        return Step.INWARD;
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        attempt.markAborted(cause);
    }

    @Override
    protected void finish() {
        finished = true;
    }
}
