package io.resil.agent.discover;

import io.resil.api.ServiceUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Which failures say something of the host. Pure. */
final class HostFailures {

    private HostFailures() {}

    /** Not so: the application cancelled or interrupted the call, its pool was empty, its request malformed. */
    static boolean isOfHost(@Nullable Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof InterruptedIOException) {
            return cause instanceof SocketTimeoutException;
        }
        // a rejection is of a governed call that an interceptor made
        return cause instanceof IOException && !(cause instanceof ServiceUnavailableException);
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        if (failure instanceof CompletionException || failure instanceof ExecutionException) {
            return failure.getCause();
        }
        return failure;
    }
}
