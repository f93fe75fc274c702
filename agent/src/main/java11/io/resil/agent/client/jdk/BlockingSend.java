package io.resil.agent.client.jdk;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.Current;
import io.resil.agent.call.Environment;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call of {@code HttpClient.send}. */
final class BlockingSend<T> extends BlockingCall {

    private final Asked asked;
    private final BodyHandler<T> handler;
    private final Environment environment;
    private final Settling<T> settling;
    private final AtomicReference<@Nullable AttemptHandler<T>> running = new AtomicReference<>();

    BlockingSend(Target target, Asked asked, BodyHandler<T> handler, Environment environment) {
        super(target, environment.ticker());
        this.asked = asked;
        this.settling = new Settling<>(asked, handler);
        this.handler = handler;
        this.environment = environment;
    }

    @Override
    public String method() {
        return asked.method();
    }

    @Override
    public String path() {
        return asked.path();
    }

    @Override
    public @Nullable String url() {
        return asked.url();
    }

    @Override
    public @Nullable String requestHeader(String name) {
        return asked.header(name);
    }

    @Override
    public Origin origin() {
        return asked.origin();
    }

    @Override
    public boolean isReplayable() {
        return asked.isReplayable();
    }

    @Override
    public boolean hasIdempotencyKey() {
        return asked.hasIdempotencyKey();
    }

    @Override
    public boolean hasOwnTimeout() {
        return asked.hasOwnTimeout();
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return asked.hasOwnConnectTimeout();
    }

    @Override
    public boolean takesLocalAnswers() {
        AttemptHandler<T> latest = running.get();
        return !asked.isWebSocket() && (latest == null || !latest.hasAskedApplication());
    }

    @Override
    public boolean isAnswerableHere() {
        return !asked.isWebSocket();
    }

    @Override
    protected Step send(Attempt attempt) {
        AttemptHandler<T> attemptHandler = new AttemptHandler<>(this, attempt, handler, environment);
        running.set(attemptHandler);
        HttpCall outer = Current.enter(this);
        try {
            settling.answered(attempt, attemptHandler, asked.client().send(asked.request(), attemptHandler));
        } catch (Throwable failure) {
            settle(attempt, attemptHandler, failure);
        } finally {
            Current.leave(outer);
        }
        return Step.OUTWARD;
    }

    private void settle(Attempt attempt, AttemptHandler<T> attemptHandler, Throwable failure) {
        try {
            settling.failed(attempt, attemptHandler, false, failure);
        } catch (Throwable fault) {
            environment.fault("settling a call of java.net.http", fault);
        }
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        AttemptHandler<T> current = running.get();
        if (current != null && current.attempt() == attempt) {
            current.abort(cause);
        }
    }

    @Override
    protected Throwable interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }

    @Override
    protected Throwable cancelled() {
        throw new IllegalStateException("a blocking call has nothing to cancel it by");
    }

    @Override
    protected void onCancel(Runnable waker) {}

    /** What the woven method returns or throws. */
    @Nullable
    Object outcome() {
        try {
            return settling.outcome(attempt()).toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable failure = Endings.unwrapped(e);
            boolean plain = failure instanceof IOException
                    || failure instanceof InterruptedException
                    || failure instanceof RuntimeException
                    || failure instanceof Error;
            return new Advice.Throw(plain ? failure : new IOException(failure.getMessage(), failure));
        } catch (InterruptedException e) {
            return new Advice.Throw(e);
        }
    }

    /** After a fault of the agent: what was sent is not sent again. */
    @Nullable
    Object outcomeAfterFault() {
        if (!isEverWritten()) {
            return Seam.PROCEED;
        }
        return attempt().ending() == null
                ? new Advice.Throw(new IOException("the call was sent, and its outcome was lost"))
                : outcome();
    }
}
