package io.resil.agent.client.jdk;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.Current;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Environment;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.agent.call.Waiting.Cancel;
import io.resil.bootstrap.Advice;
import java.lang.ref.Reference;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call of {@code HttpClient.sendAsync}. Occupies no thread while it waits. */
final class AsyncSend<T> extends HttpCall {

    private final Asked asked;
    private final BodyHandler<T> handler;
    private final @Nullable PushPromiseHandler<T> push;
    private final @Nullable Executor executor;
    private final Environment environment;
    private final Settling<T> settling;
    private final CallFuture<HttpResponse<T>> future = CallFuture.of(this);

    private final AtomicReference<@Nullable AttemptHandler<T>> running = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<HttpResponse<T>>> inFlight = new AtomicReference<>();
    private final AtomicReference<@Nullable Wait> waiting = new AtomicReference<>();
    private volatile boolean cancelled;

    /** The thread of the agent that ended the latest wait. */
    private volatile @Nullable Thread waker;

    /** While the call is under way: the client shuts down when nobody holds it. */
    private final @Nullable Object facade;

    AsyncSend(
            Target target,
            Asked asked,
            BodyHandler<T> handler,
            @Nullable PushPromiseHandler<T> push,
            @Nullable Executor executor,
            Environment environment) {
        super(target);
        this.asked = asked;
        this.settling = new Settling<>(asked, handler);
        this.handler = handler;
        this.push = push;
        this.executor = executor;
        this.environment = environment;
        this.facade = Internals.facadeOf(asked.client());
    }

    /** What the woven method returns or throws: ours, or where nothing is to be changed, what the client has made. */
    Object outcome() {
        if (!target().isObserving()) {
            return future;
        }
        CompletableFuture<HttpResponse<T>> sent = inFlight.get();
        Throwable failure = attempt().failure();
        return sent != null ? sent : failure != null ? new Advice.Throw(failure) : future;
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
    public boolean holdsThread() {
        return false;
    }

    @Override
    protected Step send(Attempt attempt) {
        AttemptHandler<T> attemptHandler = new AttemptHandler<>(this, attempt, handler, environment);
        running.set(attemptHandler);
        CompletableFuture<HttpResponse<T>> sent;
        HttpCall outer = Current.enter(this);
        try {
            sent = Internals.sendAsync(asked.client(), asked.request(), attemptHandler, push, executor);
        } catch (Throwable failure) {
            settle(attempt, attemptHandler, null, failure);
            return Step.OUTWARD;
        } finally {
            Current.leave(outer);
        }
        inFlight.set(sent);
        if (cancelled) {
            sent.cancel(true);
        }
        sent.whenComplete((response, failure) -> {
            settle(attempt, attemptHandler, response, failure);
            resume(Step.OUTWARD);
        });
        return Step.PENDING;
    }

    /** Never throws: the application waits for what follows. */
    private void settle(
            Attempt attempt,
            AttemptHandler<T> attemptHandler,
            @Nullable HttpResponse<T> response,
            @Nullable Throwable failure) {
        try {
            if (response != null) {
                settling.answered(attempt, attemptHandler, response);
            } else if (failure != null) {
                settling.failed(attempt, attemptHandler, cancelled, Endings.unwrapped(failure));
            }
        } catch (Throwable fault) {
            environment.fault("settling a call of java.net.http", fault);
        }
    }

    private void resume(Step step) {
        try {
            target().chain().resume(this, step);
        } catch (Throwable fault) {
            environment.fault("an asynchronous call of java.net.http", fault);
            finish();
        }
    }

    @Override
    public Step pause(long nanos) {
        Wait wait = new Wait();
        waiting.set(wait);
        wait.begin(nanos);
        if (cancelled) {
            wait.end(true);
        }
        return Step.PENDING;
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        AttemptHandler<T> current = running.get();
        if (current != null && current.attempt() == attempt) {
            current.abort(cause);
        }
    }

    /** The application cancels: the attempt under way, or the wait for the next. */
    void cancel() {
        cancelled = true;
        CompletableFuture<HttpResponse<T>> sent = inFlight.get();
        if (sent != null && !sent.isDone()) {
            sent.cancel(true);
            abortAsCancelled();
        }
        Wait wait = waiting.get();
        if (wait != null) {
            wait.end(true);
        }
    }

    /** The future of Java 11 does not pass a cancellation on. */
    private void abortAsCancelled() {
        AttemptHandler<T> current = running.get();
        if (current != null && Runtime.version().feature() < 16) {
            current.abort(AbortCause.DEADLINE);
        }
    }

    /** The application goes on where the client lets it go on, never on a thread of the agent. */
    @Override
    protected void finish() {
        if (target().isObserving()) {
            return; // the client's own future has completed by itself
        }
        if (Thread.currentThread() == waker) {
            future.defaultExecutor().execute(this::complete);
        } else {
            complete();
        }
    }

    private void complete() {
        try {
            settling.outcome(attempt()).whenComplete((response, failure) -> {
                if (failure == null) {
                    future.complete(response);
                } else {
                    future.completeExceptionally(new CompletionException(Endings.unwrapped(failure)));
                }
            });
        } finally {
            Reference.reachabilityFence(facade);
        }
    }

    /** One wait between two attempts, that ends once: by time, or by a cancellation. */
    private final class Wait {
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable Cancel timer;

        void begin(long nanos) {
            timer = environment.waiting().after(nanos, () -> end(false));
        }

        void end(boolean byCancellation) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            Cancel scheduled = timer;
            if (scheduled != null) {
                scheduled.cancel();
            }
            if (byCancellation) {
                attempt().end(Ending.CANCELLED, new CancellationException());
            } else {
                waker = Thread.currentThread();
            }
            resume(byCancellation ? Step.OUTWARD : Step.INWARD);
        }
    }
}
