package io.resil.it.app;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What the application saw of an exception. */
final class Failure {

    private Failure() {}

    static void describe(Throwable thrown, Line answer) {
        Throwable failure = unwrap(thrown);
        answer.with("thrown", thrown.getClass().getName());
        answer.with("failure", failure.getClass().getName());
        answer.with("message", failure.getMessage());
        answer.with("is-connect-exception", isCaughtAsConnectException(failure));
        StringBuilder causes = new StringBuilder();
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            causes.append(causes.length() == 0 ? "" : ",")
                    .append(cause.getClass().getName());
            cause = cause.getCause();
        }
        answer.with("causes", causes);
        StringBuilder suppressed = new StringBuilder();
        for (Throwable each : failure.getSuppressed()) {
            suppressed
                    .append(suppressed.length() == 0 ? "" : ",")
                    .append(unwrap(each).getClass().getName());
        }
        answer.with("suppressed", suppressed);
        answer.with("frames", failure.getStackTrace().length);
        describeRejection(failure, answer);
    }

    /** As {@code future.get()} and {@code join()} hand failures out. */
    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapped && cause != null ? cause : thrown;
    }

    private static boolean isCaughtAsConnectException(Throwable failure) {
        try {
            throw failure;
        } catch (ConnectException e) {
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    /** By name, as an application that knows nothing of the agent would have to. */
    private static void describeRejection(Throwable failure, Line answer) {
        if (failure.getClass().getName().equals("io.resil.api.ServiceUnavailableException")) {
            for (String property : new String[] {"Service", "State", "RetryAfter"}) {
                try {
                    Object value =
                            failure.getClass().getMethod("get" + property).invoke(failure);
                    answer.with("rejected." + property, value);
                } catch (ReflectiveOperationException e) {
                    answer.with("rejected." + property, e);
                }
            }
        }
    }
}
