package io.resil.simulation;

import io.resil.agent.call.Waiting;

/** One request a call, and a timeout. */
final class BareClient implements Client {

    private final EventQueue events;
    private final Server server;
    private final long timeoutNanos;

    BareClient(EventQueue events, Server server, long timeoutNanos) {
        this.events = events;
        this.server = server;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void call(Work work, CallEnd end) {
        Attempt attempt = new Attempt(end);
        server.request(work, reply -> attempt.ended(reply == Reply.DONE));
    }

    private final class Attempt {

        private final CallEnd end;
        private final Waiting.Cancel timer;
        private boolean over;

        Attempt(CallEnd end) {
            this.end = end;
            this.timer = events.schedule(timeoutNanos, () -> ended(false));
        }

        void ended(boolean success) {
            if (!over) { // else an answer to an attempt that was given up: its work was wasted
                over = true;
                timer.cancel();
                end.ended(success);
            }
        }
    }
}
