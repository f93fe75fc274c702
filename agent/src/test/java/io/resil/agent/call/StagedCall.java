package io.resil.agent.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A call whose attempts are told beforehand, one scene each, the last one again and again; it waits in virtual time.
 * Blocking, it does so within {@link #run}; asynchronous, it goes on as the clock is turned.
 */
public final class StagedCall extends HttpCall {

    private final VirtualTime time;
    private final Deque<Consumer<Attempt>> scenes = new ArrayDeque<>();
    private final Deque<Consumer<Attempt>> pauses = new ArrayDeque<>();

    private String method = "GET";
    private boolean replayable = true;
    private boolean idempotencyKey;
    private boolean ownTimeout;
    private boolean ownConnectTimeout;
    private boolean asynchronous;
    private boolean answerable;
    private Duration lasting = Duration.ZERO;
    private Runnable completion = () -> {};
    private Chain chain;

    /** What was seen of it, for assertions. */
    public final List<Duration> waits = new ArrayList<>();

    public final List<Attempt> sent = new ArrayList<>();
    public final List<AbortCause> aborts = new ArrayList<>();
    public int finished;

    public StagedCall(VirtualTime time) {
        super(null);
        this.time = time;
    }

    // ---- telling it

    public StagedCall asynchronous(boolean whether) {
        asynchronous = whether;
        return this;
    }

    public StagedCall method(String name) {
        method = name;
        return this;
    }

    public StagedCall replayable(boolean whether) {
        replayable = whether;
        return this;
    }

    public StagedCall idempotencyKey(boolean whether) {
        idempotencyKey = whether;
        return this;
    }

    public StagedCall ownTimeout() {
        ownTimeout = true;
        return this;
    }

    public StagedCall ownConnectTimeout() {
        ownConnectTimeout = true;
        return this;
    }

    /** Its client can hand over answers that were made here. */
    public StagedCall answerable() {
        answerable = true;
        return this;
    }

    /** How long each attempt takes from here on. */
    public StagedCall eachLasting(Duration time) {
        lasting = time;
        return this;
    }

    public StagedCall then(Consumer<Attempt> scene) {
        scenes.add(scene);
        return this;
    }

    public StagedCall thenAnswered(int status) {
        return then(answer(status, -1));
    }

    public StagedCall thenAnswered(int status, Duration retryAfter) {
        return then(answer(status, retryAfter.toNanos()));
    }

    public StagedCall thenEnds(Ending ending, Throwable failure) {
        return then(attempt -> end(attempt, ending, failure));
    }

    /** The application cancels, in place of the next wait. */
    public StagedCall thenCancelledInTheWait(Throwable failure) {
        pauses.add(attempt -> attempt.end(Ending.CANCELLED, failure));
        return this;
    }

    /** What happens when it completes towards the application. */
    public StagedCall completing(Runnable towardsTheApplication) {
        completion = towardsTheApplication;
        return this;
    }

    public static Consumer<Attempt> answer(int status, long retryAfterNanos) {
        return attempt -> {
            attempt.markRequestWritten(false);
            attempt.markHeadAccepted();
            attempt.answered(status, retryAfterNanos, true);
        };
    }

    public static void end(Attempt attempt, Ending ending, Throwable failure) {
        if (ending != Ending.NEVER_SENT) {
            attempt.markRequestWritten(ending == Ending.STALE_CONNECTION);
        }
        attempt.end(ending, failure);
    }

    // ---- running it

    public boolean run(Chain through) {
        chain = through;
        return through.run(this);
    }

    @Override
    protected Step send(Attempt attempt) {
        sent.add(attempt);
        Consumer<Attempt> scene = scenes.size() > 1 ? scenes.remove() : scenes.element();
        if (!asynchronous) {
            time.pass(lasting);
            scene.accept(attempt);
            return Step.OUTWARD;
        }
        time.schedule(lasting.toNanos(), () -> {
            scene.accept(attempt);
            chain.resume(this, Step.OUTWARD);
        });
        return Step.PENDING;
    }

    @Override
    public Step pause(long nanos) {
        Consumer<Attempt> cancellation = pauses.poll();
        if (cancellation != null) {
            return cancelled(cancellation);
        }
        waits.add(Duration.ofNanos(nanos));
        if (!asynchronous) {
            time.passNanos(nanos);
            return Step.INWARD;
        }
        time.schedule(nanos, () -> chain.resume(this, Step.INWARD));
        return Step.PENDING;
    }

    private Step cancelled(Consumer<Attempt> cancellation) {
        if (!asynchronous) {
            cancellation.accept(attempt());
            return Step.OUTWARD;
        }
        time.schedule(0, () -> {
            cancellation.accept(attempt());
            chain.resume(this, Step.OUTWARD);
        });
        return Step.PENDING;
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        aborts.add(cause);
    }

    @Override
    protected void finish() {
        finished++;
        completion.run();
    }

    @Override
    public boolean takesLocalAnswers() {
        return answerable;
    }

    @Override
    public boolean holdsThread() {
        return !asynchronous;
    }

    // ---- what the application asked for

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return "/query";
    }

    @Override
    public boolean isReplayable() {
        return replayable;
    }

    @Override
    public boolean hasIdempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public boolean hasOwnTimeout() {
        return ownTimeout;
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return ownConnectTimeout;
    }
}
