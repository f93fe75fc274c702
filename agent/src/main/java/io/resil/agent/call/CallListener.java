package io.resil.agent.call;

/** Sees what happens to the calls of a service, and changes nothing. Thread-safe; must not throw. */
public interface CallListener {

    default void callStarted(HttpCall call) {}

    /** The attempt passed the policies and is about to be sent. */
    default void attemptStarted(HttpCall call, Attempt attempt) {}

    /** An attempt that was sent has ended and was judged. */
    default void attemptEnded(HttpCall call, Attempt attempt) {}

    /** Another attempt follows after a wait of so many nanoseconds. */
    default void retrying(HttpCall call, Attempt failed, long waitNanos) {}

    /** An attempt could have been retried but for a limit. */
    default void retryDenied(HttpCall call, Attempt failed, String limit) {}

    /** A policy ended the attempt in place of the service. */
    default void rejected(HttpCall call, Attempt attempt) {}

    /** The application gets an answer of another source, such as {@code static}, in the place of a failed attempt. */
    default void fellBack(HttpCall call, Attempt failed, String source) {}

    /**
     * The service is only observed, and this is what its policies would have done to the attempt, which has ended.
     *
     * @param threadNanos how much longer than with them it held a thread of the application
     */
    default void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {}

    /** The application gets the outcome of {@link HttpCall#attempt()}. */
    default void callEnded(HttpCall call) {}
}
