package io.resil.agent.client.jdk;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.RetryAfter;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What came of the latest attempt, kept until it is known whether the application gets it. Belongs to whoever drives the
 * call.
 */
final class Settling<T> {

    private final Asked asked;
    private final BodyHandler<T> application;
    private @Nullable Attempt of;
    private @Nullable HttpResponse<T> response;
    private @Nullable Throwable bodyFailure;
    private @Nullable HoldingSubscriber<T> held;

    Settling(Asked asked, BodyHandler<T> application) {
        this.asked = asked;
        this.application = application;
    }

    /** The client returned a response. */
    void answered(Attempt attempt, AttemptHandler<T> handler, HttpResponse<T> answer) {
        of = attempt;
        response = answer;
        bodyFailure = null;
        held = handler.held();
        ended(
                attempt,
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").orElse(null),
                held != null);
    }

    /** The client failed: before the head, or in the body of an answer that counts as one. */
    void failed(Attempt attempt, AttemptHandler<T> handler, boolean cancelled, Throwable failure) throws Throwable {
        attempt.end(Ending.LOCAL, failure); // whatever becomes of the next lines, the application gets its failure
        of = null;
        ResponseInfo head = handler.head();
        if (head != null && attempt.isHeadAccepted() && !cancelled && !handler.hasCallbackFailed()) {
            of = attempt;
            response = null;
            bodyFailure = failure;
            held = null;
            attempt.end(Ending.ANSWERED, null);
            ended(attempt, head.statusCode(), null, false);
            return;
        }
        attempt.end(Endings.of(attempt, handler, cancelled, failure), Endings.asTimeout(attempt, failure));
    }

    private static void ended(Attempt attempt, int status, @Nullable String retryAfter, boolean held) {
        attempt.answered(status, RetryAfter.nanos(retryAfter), held);
    }

    /** What the application gets of the attempt that the policies settled on. */
    CompletionStage<HttpResponse<T>> outcome(Attempt last) {
        try {
            LocalAnswer made = last.localAnswer();
            return made == null ? ofClient(last) : LocalResponse.of(made, asked, application);
        } catch (RuntimeException | Error failure) {
            return failed(failure); // of the application's own handler: nothing is sent again for it
        }
    }

    private CompletionStage<HttpResponse<T>> ofClient(Attempt last) {
        Throwable failure = last.failure();
        if (failure == null && of == last) {
            failure = bodyFailure;
        }
        if (failure != null) {
            return failed(failure);
        }
        HttpResponse<T> answer = Objects.requireNonNull(response);
        HoldingSubscriber<T> body = held;
        if (body == null) {
            return CompletableFuture.completedFuture(answer);
        }
        return body.replay().thenApply(value -> new HeldResponse<>(answer, value));
    }

    private static <V> CompletionStage<V> failed(Throwable failure) {
        CompletableFuture<V> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        return failed;
    }
}
