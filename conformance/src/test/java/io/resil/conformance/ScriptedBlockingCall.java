package io.resil.conformance;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import java.io.InterruptedIOException;

/** Plays a script, and waits on its thread, as the blocking calls of all clients do. */
final class ScriptedBlockingCall extends BlockingCall {

    private final Script script;

    ScriptedBlockingCall(Script script, Ticker ticker) {
        super(null /* the policies under test ask no call for its service */, ticker);
        this.script = script;
    }

    @Override
    protected Step send(Attempt attempt) {
        return ScriptedSending.send(script, attempt);
    }

    @Override
    protected Throwable interrupted() {
        return new InterruptedIOException();
    }

    @Override
    protected Throwable cancelled() {
        throw new IllegalStateException("nobody cancels it");
    }

    @Override
    protected void onCancel(Runnable waker) {}

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        throw new IllegalStateException("no timeout is set");
    }

    @Override
    public String method() {
        return script.method;
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
        return script.idempotencyKey;
    }

    @Override
    public boolean hasOwnTimeout() {
        return false;
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return false;
    }
}
