package io.resil.simulation;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A call that the agent governs: a GET, sent and waited for on the event queue, as an asynchronous client does. */
final class AgentCall extends HttpCall {

    private static final long NOT_ASKED = -1;

    private final EventQueue events;
    private final Server server;
    private final Work work;
    private final Client.CallEnd end;

    AgentCall(Target target, EventQueue events, Server server, Work work, Client.CallEnd end) {
        super(target);
        this.events = events;
        this.server = server;
        this.work = work;
        this.end = end;
    }

    @Override
    protected Step send(Attempt attempt) {
        attempt.markConnecting(events.nanos());
        if (server.isUp()) {
            attempt.markRequestWritten(false);
        }
        server.request(work, reply -> heard(attempt, reply));
        return Step.PENDING;
    }

    private void heard(Attempt attempt, Reply reply) {
        if (!attempt.markHeadAccepted()) {
            return; // given up before: the work was wasted
        }
        switch (reply) {
            case DONE -> attempt.answered(200, NOT_ASKED, true);
            case BUSY -> attempt.answered(503, NOT_ASKED, true);
            case REFUSED -> attempt.end(Ending.NEVER_SENT, new ConnectException("Connection refused"));
            case RESET -> attempt.end(Ending.UNANSWERED, new SocketException("Connection reset"));
        }
        goOn(Step.OUTWARD);
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        if (attempt.ending() == null) {
            attempt.end(Ending.TIMED_OUT, new SocketTimeoutException("Read timed out"));
            goOn(Step.OUTWARD);
        }
    }

    @Override
    public Step pause(long nanos) {
        events.schedule(nanos, () -> goOn(Step.INWARD));
        return Step.PENDING;
    }

    private void goOn(Step step) {
        target().chain().resume(this, step);
    }

    @Override
    protected void finish() {
        end.ended(attempt().endedAs(Ending.ANSWERED) && attempt().status() == 200);
    }

    @Override
    public String method() {
        return "GET";
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
}
