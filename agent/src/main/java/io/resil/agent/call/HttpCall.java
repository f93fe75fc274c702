package io.resil.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * One call of the application, as its client made it. The client's adapter knows how to send it and how to wait; the
 * {@linkplain Chain policies} decide whether and when.
 *
 * <p>Driven by one thread at a time; what passes it on to another publishes it. Only {@link #abort} may come from
 * elsewhere.
 */
public abstract class HttpCall {

    private final Target target;
    private @Nullable Attempt attempt;
    private @Nullable Place place;
    private long startedAt;
    private boolean staleRetried;
    private boolean writtenBefore;
    /** How many policies it has passed on its way inward. */
    int depth;
    /** The client has the attempt. */
    boolean sending;
    /** The application gets what is there, or what its client makes of it; it passes no policy any more. */
    boolean over;

    protected HttpCall(Target target) {
        this.target = target;
    }

    /** The service that governs the call. */
    public final Target target() {
        return target;
    }

    // ---- what the application asked for

    /** The method, in the case the application gave it. */
    public abstract String method();

    /** The path without query and user info, for logs. */
    public abstract String path();

    /**
     * Whom the application addressed. Asked once a call, and only by a service that tells origins apart; the calls of an
     * adapter that does not say share one.
     */
    public Origin origin() {
        return Origin.UNKNOWN;
    }

    /** The request can be sent again: it has no body, or one that can be produced again. */
    public abstract boolean isReplayable();

    /** The application marked the request as safe to repeat by an {@code Idempotency-Key}. */
    public abstract boolean hasIdempotencyKey();

    /** The application itself set a time limit on the response; the agent's built-in one then does not apply. */
    public abstract boolean hasOwnTimeout();

    /** The same for connecting. */
    public abstract boolean hasOwnConnectTimeout();

    /**
     * The whole URL with its query, without user info and fragment. Null where an adapter does not say it, or where the
     * client may add credentials to the request that it does not show: answers to the call are then not kept.
     */
    public @Nullable String url() {
        return null;
    }

    /** The values of a header as the application set it, joined by commas; null when it did not. */
    public @Nullable String requestHeader(String name) {
        return null;
    }

    // ---- what its client can do

    /**
     * Whether its client can now hand over a response that was {@linkplain Attempt#answerWith made here}: not where it
     * cannot at all, which is what an adapter means that does not say, and not once the application's own code has seen
     * a response.
     */
    public boolean takesLocalAnswers() {
        return false;
    }

    /** Whether its client can hand over such a response at all, if asked in time. */
    public boolean isAnswerableHere() {
        return takesLocalAnswers();
    }

    /** Whether a thread of the application is held while the call is under way. */
    public boolean holdsThread() {
        return true;
    }

    /**
     * Sends one attempt by the client's own means.
     *
     * @return {@link Step#OUTWARD} when the attempt has ended and says how, {@link Step#PENDING} when it will, and will
     *     call {@link Chain#resume} then
     */
    protected abstract Step send(Attempt attempt);

    /**
     * Waits between two attempts: on the thread of the caller, or without one.
     *
     * @return {@link Step#INWARD} after the wait, {@link Step#PENDING} when it goes on elsewhere, {@link Step#OUTWARD}
     *     when it was interrupted or cancelled, the attempt then saying so
     */
    public abstract Step pause(long nanos);

    /**
     * Ends the attempt, if it still runs, in the way the client's own timeout would, and leaves any later one alone.
     * Called by timers, on a thread it may block, and again while the attempt does not end. The attempt still ends
     * through {@link #send}.
     */
    public abstract void abort(Attempt attempt, AbortCause cause);

    /** Nothing more will be sent. An asynchronous call completes towards the application here. */
    protected void finish() {}

    // ---- its course

    /** {@link Ticker} nanoseconds. */
    public final long startedAt() {
        return startedAt;
    }

    /** The latest attempt, or the one whose outcome the application gets. */
    public final Attempt attempt() {
        Attempt current = attempt;
        if (current == null) {
            throw new IllegalStateException("no attempt yet");
        }
        return current;
    }

    /** Whether an attempt was begun at all. */
    public final boolean isBegun() {
        return attempt != null;
    }

    /** Whether a request of any attempt may have reached the wire. */
    public final boolean isEverWritten() {
        Attempt current = attempt;
        return writtenBefore || (current != null && current.isRequestWritten());
    }

    /** Whether an attempt of it that may have reached the wire was followed by another. */
    public final boolean isRepeated() {
        return writtenBefore;
    }

    /** The outcome of an earlier attempt is what the application gets. */
    public final void fallBackTo(Attempt earlier) {
        attempt = earlier;
    }

    /** What its service keeps for its origin, from start to end; null where it does not tell origins apart. */
    public final @Nullable Place place() {
        return place;
    }

    public final void setPlace(@Nullable Place place) {
        this.place = place;
    }

    /** Takes the one immediate retry for a stale connection; false when it was taken before. */
    public final boolean takeStaleRetry() {
        boolean first = !staleRetried;
        staleRetried = true;
        return first;
    }

    final void start(long now) {
        startedAt = now;
        attempt = new Attempt(1, now, null);
    }

    /** Called by the policy that decides to have another attempt, before it waits; the clock starts after the wait. */
    public final void prepareNextAttempt() {
        Attempt before = attempt();
        writtenBefore |= before.isRequestWritten();
        attempt = new Attempt(before.number() + 1, before.startedAt(), before);
    }
}
