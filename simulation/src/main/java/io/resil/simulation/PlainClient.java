package io.resil.simulation;

import io.resil.agent.call.Waiting;

/**
 * A client as people write it: a timeout, and a loop that tries again whatever went wrong. Nothing of the agent is in it.
 */
final class PlainClient implements Client {

    private final EventQueue events;
    private final Server server;
    private final long timeoutNanos;
    private final int retries;
    private final long waitNanos;

    /**
     * @param retries after the first attempt; 0 for a client that gives up at once
     * @param waitNanos before each of them, always the same; 0 for none
     */
    PlainClient(EventQueue events, Server server, long timeoutNanos, int retries, long waitNanos) {
        this.events = events;
        this.server = server;
        this.timeoutNanos = timeoutNanos;
        this.retries = retries;
        this.waitNanos = waitNanos;
    }

    @Override
    public void call(CallEnd end) {
        new Attempt(1, end).send();
    }

    private final class Attempt {

        private final int number;
        private final CallEnd end;
        private final Waiting.Cancel timer;
        private boolean over;

        Attempt(int number, CallEnd end) {
            this.number = number;
            this.end = end;
            this.timer = events.schedule(timeoutNanos, () -> ended(false));
        }

        void send() {
            server.request(reply -> ended(reply == Reply.DONE));
        }

        private void ended(boolean success) {
            if (over) {
                return; // an answer to an attempt that was given up
            }
            over = true;
            timer.cancel();
            if (success || number > retries) {
                end.ended(success);
            } else if (waitNanos == 0) {
                again();
            } else {
                events.schedule(waitNanos, this::again);
            }
        }

        private void again() {
            new Attempt(number + 1, end).send();
        }
    }
}
