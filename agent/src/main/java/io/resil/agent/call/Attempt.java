package io.resil.agent.call;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call: what is known of it on the wire while it runs, and how it ended.
 *
 * <p>The marks ({@code connecting}, {@code requestWritten} ...) may be set and read by any thread. The rest belongs to
 * whoever drives the call at the moment.
 */
public final class Attempt extends Alarm {

    private static final Object HEAD_ACCEPTED = new Object();

    private static final AtomicReferenceFieldUpdater<Attempt, Object> DECIDED =
            AtomicReferenceFieldUpdater.newUpdater(Attempt.class, Object.class, "decided");

    private static final AtomicReferenceFieldUpdater<Attempt, Waiting.Cancel> WATCHING =
            AtomicReferenceFieldUpdater.newUpdater(Attempt.class, Waiting.Cancel.class, "watching");

    private static final Waiting.Cancel NOBODY = new Waiting.Cancel() {
        @Override
        public void cancel() {}
    };

    private final int number;
    /** Set before the client is given the attempt, so each of its threads sees it. */
    private long startedAt;

    private final @Nullable Attempt previous;

    private volatile boolean connecting;
    private volatile long connectingSince;
    private volatile boolean requestWritten;
    private volatile boolean connectionReused;
    private volatile boolean answerBegun;
    private volatile boolean addedCredentials;
    /** Null until one of them is told. */
    private volatile @Nullable PhaseTimes times;

    /** Null while it may go either way; then {@link #HEAD_ACCEPTED} or the {@link AbortCause}, for good. */
    private volatile @Nullable Object decided;

    private @Nullable Permit permit;
    private @Nullable String token;
    private @Nullable Watch watch;
    private @Nullable HttpCall watched;
    /** Null until the watch was needed; {@link #NOBODY} once it is over. */
    private volatile Waiting.@Nullable Cancel watching;

    private @Nullable Ending ending;
    private Verdict verdict = Verdict.NEUTRAL;
    private int status;
    private long retryAfterNanos = -1;
    private boolean held;
    private @Nullable Throwable failure;
    private @Nullable LocalAnswer localAnswer;
    private long endedAt;

    /**
     * @param number counted from 1
     * @param startedAt {@link Ticker} nanoseconds
     * @param previous the attempt before it in the same call
     */
    Attempt(int number, long startedAt, @Nullable Attempt previous) {
        this.number = number;
        this.startedAt = startedAt;
        this.previous = previous;
    }

    public int number() {
        return number;
    }

    public long startedAt() {
        return startedAt;
    }

    /** It was prepared before a wait and begins now. */
    void restart(long now) {
        startedAt = now;
    }

    public @Nullable Attempt previous() {
        return previous;
    }

    // ---- marks, set by the client adapters as things happen on the wire

    /** The client has left its queues (pool, executor) and opens or takes a connection: the clock of the attempt. */
    public void markConnecting(long now) {
        if (!connecting) {
            connectingSince = now;
            connecting = true;
        }
    }

    /** The first byte of a request is about to go. Told where nothing of ours keeps the time, and only the first counts. */
    public void timeWriting(long now) {
        times().writingBegins(now - startedAt);
    }

    /** The head of the final response is there; told where the client goes on with its body before the attempt ends. */
    public void timeHead(long now) {
        times().headThere(now - startedAt);
    }

    /** A request of any hop, redirects and authentication rounds included, may be on the wire from here on. */
    public void markRequestWritten(boolean onReusedConnection) {
        connectionReused = onReusedConnection;
        answerBegun = false;
        requestWritten = true;
    }

    /** A request went out with an {@code Authorization} or {@code Cookie} that the client added by itself. */
    public void markAddedCredentials() {
        addedCredentials = true;
    }

    /** A byte of an answer to the latest hop has come. */
    public void markAnswerBegun() {
        answerBegun = true;
    }

    /**
     * The head of the final response is there: from here on the attempt cannot be aborted.
     *
     * @return false when it was aborted before
     */
    public boolean markHeadAccepted() {
        answerBegun = true;
        return DECIDED.compareAndSet(this, null, HEAD_ACCEPTED);
    }

    public void markUploading(long now) {
        times().uploadBegins(now);
    }

    public void markUploaded(long now) {
        known().uploadEnds(now);
    }

    private PhaseTimes known() {
        PhaseTimes present = times;
        return present != null ? present : PhaseTimes.NONE;
    }

    private PhaseTimes times() {
        PhaseTimes present = times;
        return present != null ? present : newTimes();
    }

    /** Two threads may be first: the answer can come while the request is being sent. */
    private synchronized PhaseTimes newTimes() {
        PhaseTimes present = times;
        if (present == null) {
            present = new PhaseTimes();
            times = present;
        }
        return present;
    }

    /**
     * The agent ends the attempt.
     *
     * @return false when it is too late for that, as the head is there, or when it did so before
     */
    public boolean markAborted(AbortCause cause) {
        return DECIDED.compareAndSet(this, null, cause);
    }

    public boolean isConnecting() {
        return connecting;
    }

    public long connectingSince() {
        return connectingSince;
    }

    public boolean isRequestWritten() {
        return requestWritten;
    }

    public boolean isConnectionReused() {
        return connectionReused;
    }

    public boolean hasAddedCredentials() {
        return addedCredentials;
    }

    public boolean isAnswerBegun() {
        return answerBegun;
    }

    public boolean isHeadAccepted() {
        return decided == HEAD_ACCEPTED;
    }

    public boolean isUploading() {
        return known().isUploading();
    }

    /** Nanoseconds spent on sending request bodies until now. */
    public long uploadNanos(long now) {
        return known().uploadNanos(now);
    }

    /** Why the agent aborted the attempt; null when it did not. */
    public @Nullable AbortCause abortCause() {
        Object how = decided;
        return how instanceof AbortCause ? (AbortCause) how : null;
    }

    // ---- what the policies gave it

    public @Nullable Permit permit() {
        return permit;
    }

    public void setPermit(@Nullable Permit permit) {
        this.permit = permit;
    }

    /** The secret to add to hops that go to the service; never logged. */
    public @Nullable String token() {
        return token;
    }

    public void setToken(@Nullable String token) {
        this.token = token;
    }

    /** Before it is set as an alarm: who hears of it when that is run. At most once. */
    public void watchBy(Watch newWatch, HttpCall call) {
        watch = newWatch;
        watched = call;
    }

    public boolean isWatched() {
        return watch != null;
    }

    @Override
    public void run() {
        Watch told = watch;
        HttpCall call = watched;
        if (told != null && call != null && watching == null) {
            told.due(call, this);
        }
    }

    /**
     * Somebody keeps an eye on it from here on.
     *
     * @param watcher cancelled when the watch ends
     * @return false when that is over already
     */
    public boolean watchWith(Waiting.Cancel watcher) {
        return WATCHING.compareAndSet(this, null, watcher);
    }

    /** The attempt has ended, and it is too late to take the alarm back. */
    public void endWatch() {
        Waiting.Cancel watcher = WATCHING.getAndSet(this, NOBODY);
        if (watcher != null) {
            watcher.cancel();
        }
    }

    // ---- the outcome

    /**
     * Ended with a response.
     *
     * @param retryAfterNanos what its {@code Retry-After} asks for, negative when it has none
     * @param held whether it is whole in memory, so that it can be handed over after a wait
     */
    public void answered(int status, long retryAfterNanos, boolean held) {
        this.ending = Ending.ANSWERED;
        this.status = status;
        this.retryAfterNanos = retryAfterNanos;
        this.held = held;
    }

    /** Ended without one. */
    public void end(Ending ending, @Nullable Throwable failure) {
        this.ending = ending;
        this.failure = failure;
    }

    /** Ended so on the wire, and the client, a cache in it, made an answer of its own of that. */
    public void endBehindAnswer(Ending ending, int status) {
        this.ending = ending;
        this.failure = null;
        this.status = status;
    }

    /** The application gets this response in the place of the outcome, which stays what it is. */
    public void answerWith(LocalAnswer answer) {
        localAnswer = answer;
    }

    void judge(Verdict verdict, long now) {
        this.verdict = verdict;
        this.endedAt = now;
    }

    /** Null while the attempt is under way. */
    public @Nullable Ending ending() {
        return ending;
    }

    public boolean endedAs(Ending which) {
        return ending == which;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The status of the response, 0 when there is none. */
    public int status() {
        return status;
    }

    /** Negative when the response asks for nothing. */
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    public boolean isHeld() {
        return held;
    }

    /** What the client threw, or what the application gets in its place; null when answered. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** What the application gets in the place of the outcome; null when it gets the outcome itself. */
    public @Nullable LocalAnswer localAnswer() {
        return localAnswer;
    }

    /** Nanoseconds from start to end. */
    public long nanos() {
        return endedAt - startedAt;
    }

    /** Nanoseconds from start to the head of the response, or to the end where nobody {@linkplain #timeHead timed} it. */
    public long headNanos() {
        return known().headAfter(nanos());
    }

    /**
     * Nanoseconds from start to the first byte of a request, to the end where none was written, and negative where nobody
     * {@linkplain #timeWriting timed} it.
     */
    public long writingNanos() {
        return requestWritten ? known().writingAfter(-1) : nanos();
    }
}
