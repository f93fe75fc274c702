package io.resil.simulation;

/** One process that calls the service for its application. */
interface Client {

    /** The application makes a call. */
    void call(Work work, CallEnd end);

    /**
     * The most retries the agent made in any stretch of time beyond the share that the calls and the seconds of that
     * stretch allow; 0 without the agent.
     */
    default double retriesBeyondBudget() {
        return 0;
    }

    /** How the application hears of it. */
    interface CallEnd {
        void ended(boolean success);
    }
}
