package io.resil.it.app;

import java.io.Closeable;

/** A client under test, used as any application would use it. Thread-safe. */
interface DrivenClient extends Closeable {

    /** A call that can be made once, and cancelled from another thread. */
    Call prepare(Line command) throws Exception;

    /** Adds what the pool of connections says of itself; nothing where it says nothing. */
    void describePool(Line answer);

    interface Call {
        /** Makes the call, on the thread of the caller, and adds what came back. */
        void run(Line answer) throws Throwable;

        void cancel();
    }
}
