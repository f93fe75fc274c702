package io.resil.agent.call;

/** Which way a call goes next. */
public enum Step {
    /** On towards the wire. */
    INWARD,
    /** The attempt has ended; back towards the application. */
    OUTWARD,
    /** Neither now: the call waits or is being sent, and {@link Chain#resume} goes on with it, on any thread. */
    PENDING
}
