package io.resil.simulation;

/** The loop that people write around a call: again, whatever went wrong, so many times. Nothing of the agent is in it. */
final class RetryLoop implements Client {

    private final EventQueue events;
    private final Client client;
    private final int retries;
    private final long waitNanos;

    /**
     * @param retries after the first attempt
     * @param waitNanos before each of them, always the same
     */
    RetryLoop(EventQueue events, Client client, int retries, long waitNanos) {
        this.events = events;
        this.client = client;
        this.retries = retries;
        this.waitNanos = waitNanos;
    }

    @Override
    public void call(Work work, CallEnd end) {
        attempt(work, 0, end);
    }

    private void attempt(Work work, int before, CallEnd end) {
        client.call(work, success -> {
            if (success || before == retries) {
                end.ended(success);
            } else {
                events.schedule(waitNanos, () -> attempt(work, before + 1, end));
            }
        });
    }

    @Override
    public double retriesBeyondBudget() {
        return client.retriesBeyondBudget();
    }
}
