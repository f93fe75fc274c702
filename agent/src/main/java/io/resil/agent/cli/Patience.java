package io.resil.agent.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a JVM that may be stopped or stuck, but not for ever. */
final class Patience {

    private static final int SECONDS = 30;

    private Patience() {}

    /** @throws Exception what the task threw, or {@link TimeoutException} */
    static <T> T waitFor(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "reaching a JVM");
        thread.setDaemon(true); // what never returns must not keep the command from ending
        thread.start();
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        } catch (TimeoutException e) {
            throw (TimeoutException)
                    new TimeoutException("it did not answer within " + SECONDS + " seconds").initCause(e);
        }
    }
}
