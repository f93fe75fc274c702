package io.resil.agent.client.apache5;

import io.resil.agent.call.Current;
import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Target;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** At {@code doExecute(HttpHost, ClassicHttpRequest, HttpContext)}, where every blocking call passes once. */
public final class ExecuteAdvice extends Advice {

    private static final String NAME = "Apache HttpClient 5";
    private static final String ADAPTOR = "ClassicToAsyncAdaptor";

    private final Environment environment;
    private final LongAdder seen;
    private final Funnel funnel;
    private final boolean carries;

    public ExecuteAdvice(Class<?> woven, Environment environment) {
        this.environment = environment;
        this.seen = environment.callsSeen(woven);
        this.funnel = environment.funnel(NAME);
        this.carries = woven.getSimpleName().equals(ADAPTOR);
    }

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        HttpHost host = (HttpHost) args[0];
        ClassicHttpRequest request = (ClassicHttpRequest) args[1];
        if (self == null || request == null) {
            return Seam.PROCEED;
        }
        HttpCall outer = Current.get();
        if (outer != null && isPartOf(outer, host, request)) {
            return Seam.PROCEED;
        }
        Target target = match(host, request);
        CloseableHttpClient client = (CloseableHttpClient) self;
        HttpContext context = (HttpContext) args[2];
        if (outer != null && target == null) {
            return apart(client, host, request, context); // and is seen as it passes here again
        }
        seen.increment();
        if (target != null) {
            return govern(new ClassicCall(target, new Asked(client, host, request, context), carries, environment));
        }
        discover(client, host, request, context);
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        funnel.ended(result instanceof HttpResponse ? ((HttpResponse) result).getCode() : 0, failure);
        return result;
    }

    private void discover(
            CloseableHttpClient client,
            @Nullable HttpHost host,
            ClassicHttpRequest request,
            @Nullable HttpContext context) {
        NamedEndpoint to = Asked.endpoint(host, request);
        if (to != null) {
            funnel.begins(
                    Asked.scheme(host, request),
                    to.getHostName(),
                    to.getPort(),
                    request.getRequestUri(),
                    Asked.hasOwnTimeout(client, request, context));
        }
    }

    /**
     * By the services there were when the outer call began, under which it also ends: its own attempts pass here too, and by
     * then its service may be switched off, or no longer in the configuration.
     */
    private static boolean isPartOf(HttpCall outer, @Nullable HttpHost host, ClassicHttpRequest request) {
        NamedEndpoint to = Asked.endpoint(host, request);
        return to != null
                && outer.target()
                        .covers(Asked.scheme(host, request), to.getHostName(), to.getPort(), request.getRequestUri());
    }

    private @Nullable Target match(@Nullable HttpHost host, ClassicHttpRequest request) {
        NamedEndpoint to = Asked.endpoint(host, request);
        return to == null
                ? null
                : environment
                        .routes()
                        .match(Asked.scheme(host, request), to.getHostName(), to.getPort(), request.getRequestUri());
    }

    private @Nullable Object govern(ClassicCall call) {
        try {
            call.target().chain().run(call);
        } catch (Throwable fault) {
            environment.fault("a call of Apache HttpClient 5", fault);
            return call.outcomeAfterFault();
        }
        return call.outcome();
    }

    /** A call that no service governs, made on behalf of one that is: what it sends is not that call's. */
    @SuppressWarnings("deprecation") // the one public method that leads straight to the funnel, in all versions
    private static Object apart(
            CloseableHttpClient client,
            @Nullable HttpHost host,
            ClassicHttpRequest request,
            @Nullable HttpContext context) {
        HttpCall outer = Current.enter(null);
        try {
            return client.execute(host, request, context);
        } catch (IOException | RuntimeException | Error failure) {
            return new Throw(failure);
        } finally {
            Current.leave(outer);
        }
    }
}
