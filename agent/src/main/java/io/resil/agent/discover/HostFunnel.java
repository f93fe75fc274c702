package io.resil.agent.discover;

import io.resil.agent.call.Current;
import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Ticker;
import org.jspecify.annotations.Nullable;

/** Measures the calls that pass one woven place. */
final class HostFunnel implements Funnel {

    private final String client;
    private final HostTable hosts;
    private final Environment environment;
    private final Ticker ticker;

    HostFunnel(String client, HostTable hosts, Environment environment, Ticker ticker) {
        this.client = client;
        this.hosts = hosts;
        this.environment = environment;
        this.ticker = ticker;
    }

    @Override
    public void begins(String scheme, String host, int port, @Nullable String path, boolean hasTimeout) {
        boolean https = "https".equalsIgnoreCase(scheme);
        if ((!https && !"http".equalsIgnoreCase(scheme))
                || environment.routes().isSwitchedOff(scheme, host, port, path)) {
            return;
        }
        SeenHost seen = hosts.of(client, https, port < 0 ? Origin.ownPort(https) : port, host);
        HttpCall governed = Current.get();
        OpenCalls open = OpenCalls.ofThisThread();
        if (!open.isCarriedOutBy(this, seen, governed)) {
            seen.timed(hasTimeout);
            open.push(this, seen, governed, ticker.nanos());
        }
    }

    @Override
    public void ended(int status, @Nullable Throwable failure) {
        OpenCalls.Call call = popped();
        if (call != null) {
            call.host().ended(call.begun(), ticker.nanos(), status, failure);
        }
    }

    @Override
    public @Nullable Pending detached() {
        OpenCalls.Call call = popped();
        return call == null ? null : new Detached(call.host(), call.begun(), ticker);
    }

    private OpenCalls.@Nullable Call popped() {
        OpenCalls open = OpenCalls.ofThisThreadIfAny();
        return open == null || open.isEmpty() ? null : open.pop(this, Current.get());
    }

    private static final class Detached implements Pending {

        private final SeenHost host;
        private final long begun;
        private final Ticker ticker;

        Detached(SeenHost host, long begun, Ticker ticker) {
            this.host = host;
            this.begun = begun;
            this.ticker = ticker;
        }

        @Override
        public void ended(int status, @Nullable Throwable failure) {
            host.ended(begun, ticker.nanos(), status, failure);
        }
    }
}
