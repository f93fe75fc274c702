package io.resil.agent.call;

/** Two listeners in the place of one, told in order. Chain pairs for more. Allocates nothing per call. */
public final class ListenerPair implements CallListener {

    private final CallListener first;
    private final CallListener second;

    public ListenerPair(CallListener first, CallListener second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void callStarted(HttpCall call) {
        first.callStarted(call);
        second.callStarted(call);
    }

    @Override
    public void attemptStarted(HttpCall call, Attempt attempt) {
        first.attemptStarted(call, attempt);
        second.attemptStarted(call, attempt);
    }

    @Override
    public void attemptEnded(HttpCall call, Attempt attempt) {
        first.attemptEnded(call, attempt);
        second.attemptEnded(call, attempt);
    }

    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        first.retrying(call, failed, waitNanos);
        second.retrying(call, failed, waitNanos);
    }

    @Override
    public void retryDenied(HttpCall call, Attempt failed, String limit) {
        first.retryDenied(call, failed, limit);
        second.retryDenied(call, failed, limit);
    }

    @Override
    public void rejected(HttpCall call, Attempt attempt) {
        first.rejected(call, attempt);
        second.rejected(call, attempt);
    }

    @Override
    public void fellBack(HttpCall call, Attempt failed, String source) {
        first.fellBack(call, failed, source);
        second.fellBack(call, failed, source);
    }

    @Override
    public void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {
        first.observed(call, attempt, been, threadNanos);
        second.observed(call, attempt, been, threadNanos);
    }

    @Override
    public void callEnded(HttpCall call) {
        first.callEnded(call);
        second.callEnded(call);
    }
}
