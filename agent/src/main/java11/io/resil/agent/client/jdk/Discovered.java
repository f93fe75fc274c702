package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import java.net.http.HttpResponse;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hears how a counted call ends. The application keeps the client's own future, and is told by it as ever. */
final class Discovered implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    private final Funnel.Pending call;
    private final Environment environment;

    Discovered(Funnel.Pending call, Environment environment) {
        this.call = call;
        this.environment = environment;
    }

    @Override
    public void accept(@Nullable Object response, @Nullable Throwable failure) {
        try {
            call.ended(response instanceof HttpResponse ? ((HttpResponse<?>) response).statusCode() : 0, failure);
        } catch (Throwable fault) {
            environment.fault("counting a call of java.net.http", fault);
        }
    }
}
