package io.resil.agent.discover;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.Routes;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.call.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Calls of an application, and what was discovered of them; time passes when told to. */
final class Sight {

    static final String APACHE = "Apache HttpClient 5";
    static final String JDK = "java.net.http";

    final VirtualTime time = new VirtualTime(Long.MAX_VALUE - 5);
    final Discovery discovery = new Discovery(time);
    final Surroundings surroundings = new Surroundings();
    private final Funnel apache = funnel(APACHE);

    Funnel funnel(String client) {
        return discovery.funnel(client, surroundings);
    }

    /** Makes calls that are answered 200. */
    Sight calls(int times, String host, int port, Duration each) {
        for (int i = 0; i < times; i++) {
            call(apache, host, port, each, 200, null);
        }
        return this;
    }

    Sight answers(int times, String host, int port, int status) {
        for (int i = 0; i < times; i++) {
            call(apache, host, port, Duration.ofMillis(1), status, null);
        }
        return this;
    }

    Sight failures(int times, String host, int port, Throwable failure) {
        for (int i = 0; i < times; i++) {
            call(apache, host, port, Duration.ofMillis(1), 0, failure);
        }
        return this;
    }

    void call(Funnel funnel, String host, int port, Duration each, int status, @Nullable Throwable failure) {
        funnel.begins("http", host, port, "/", false);
        time.pass(each);
        funnel.ended(status, failure);
    }

    List<String> lines() {
        return discovery.lines();
    }

    String line() {
        return lines().get(0);
    }

    String suggestion() {
        return discovery.suggestion("1.2.3", List.of());
    }

    /** No service anywhere, but for one that is off. */
    final class Surroundings implements Environment {

        @Nullable
        String switchedOff;

        private final Routes routes = new Routes() {
            @Override
            public @Nullable Target match(String scheme, String host, int port, @Nullable String path) {
                return null;
            }

            @Override
            public boolean isSwitchedOff(String scheme, String host, int port, @Nullable String path) {
                return host.equals(switchedOff);
            }
        };

        @Override
        public Routes routes() {
            return routes;
        }

        @Override
        public Ticker ticker() {
            return time;
        }

        @Override
        public Waiting waiting() {
            return time;
        }

        @Override
        public void fault(String place, Throwable fault) {
            throw new AssertionError(place, fault);
        }

        @Override
        public LongAdder callsSeen(Class<?> woven) {
            return new LongAdder();
        }

        @Override
        public Funnel funnel(String client) {
            return Sight.this.funnel(client);
        }
    }
}
