package io.resil.simulation;

/** One process that calls the service for its application. */
interface Client {

    /** The application makes a call. */
    void call(CallEnd end);

    /** How the application hears of it. */
    interface CallEnd {
        void ended(boolean success);
    }
}
