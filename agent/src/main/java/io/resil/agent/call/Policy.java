package io.resil.agent.call;

/** One policy of a service. Shared by all its calls, so thread-safe; the state of a call is in the call. */
public interface Policy {

    /**
     * A call is about to pass inward, for each attempt once if the policy stands inside of the retry.
     *
     * @return {@link Step#INWARD} to let it pass, {@link Step#OUTWARD} after having {@linkplain Attempt#end ended} the
     *     attempt in its place
     */
    Step enter(HttpCall call);

    /**
     * An attempt that this policy let in has ended.
     *
     * @return {@link Step#OUTWARD} to hand it on, {@link Step#INWARD} to have another attempt, {@link Step#PENDING}
     *     when that comes later
     */
    Step exit(HttpCall call);

    /**
     * A fault of the agent has ended a call that this policy let in, which will not {@linkplain #exit come out}: gives back
     * what the call holds of it. Must not throw.
     */
    default void abandoned(HttpCall call) {}

    /** What {@link #exit} left {@link Step#PENDING} goes on, whichever way. Called before anything else sees the call. */
    default void resumed(HttpCall call) {}
}
