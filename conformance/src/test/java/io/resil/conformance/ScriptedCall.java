package io.resil.conformance;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Step;
import java.util.function.LongConsumer;

/** Plays a script, and waits in virtual time. */
final class ScriptedCall extends HttpCall {

    private final Script script;
    /** What waiting does with nanoseconds. */
    private final LongConsumer waiting;

    ScriptedCall(Script script, LongConsumer waiting) {
        super(null /* the policies under test ask no call for its service */);
        this.script = script;
        this.waiting = waiting;
    }

    @Override
    protected Step send(Attempt attempt) {
        return ScriptedSending.send(script, attempt);
    }

    @Override
    public Step pause(long nanos) {
        waiting.accept(nanos);
        return Step.INWARD;
    }

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
