package io.resil.benchmarks.calls;

import io.resil.agent.breaker.Admission;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.Grant;
import io.resil.agent.breaker.RateRule;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Routes;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.discover.Discovery;
import io.resil.agent.route.Service;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The agent's own policies and routes. */
@State(Scope.Benchmark)
public class Own {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);
    private static final long RECOVERY = TimeUnit.SECONDS.toNanos(60);
    private static final long PROBE = TimeUnit.SECONDS.toNanos(30);

    private final Target whole = Example.chroma(Example.WHOLE);
    private final Target unlimited = Example.chroma(Example.UNLIMITED);
    private final Target withRate = Example.chroma(Example.WITH_RATE);
    private final Target bare = Example.chroma(Example.BARE);
    private final Target open = open();
    private final Routes one = Example.routes(Example.WHOLE);
    private final Routes thousand = Example.routes(Example.many(1000));
    private final LongAdder seen = new LongAdder();
    private final Funnel strangers = strangers(one);
    private final Funnel strangersAmongThousand = strangers(thousand);

    private final CircuitBreaker breaker = breaker(null);
    private final CircuitBreaker breakerWithRate = breaker(new RateRule(50, TimeUnit.SECONDS.toNanos(30), 20));

    private static CircuitBreaker breaker(@Nullable RateRule rate) {
        BreakerSettings settings = new BreakerSettings(5, RECOVERY, PROBE, SERVER_ERRORS, rate, null, 0, false, false);
        return new CircuitBreaker(settings, transition -> {}, Ticker.SYSTEM, System::currentTimeMillis);
    }

    private static Target open() {
        Service service = (Service) Example.chroma(Example.WHOLE);
        Objects.requireNonNull(service.breaker()).forceOpen();
        return service;
    }

    private static Funnel strangers(Routes routes) {
        return new Discovery(Ticker.SYSTEM).funnel("Apache HttpClient 5", new Surroundings(routes));
    }

    private static HttpCall call(Target target) {
        HttpCall call = new NoCall(target);
        target.chain().run(call);
        return call;
    }

    /** Deadline, retry with budget, breaker, token, timeouts; counted, its latency recorded. */
    @Benchmark
    public HttpCall chain() {
        return call(whole);
    }

    /** The same without time limits, which the peers have not got either. */
    @Benchmark
    public HttpCall chainWithoutTimeLimits() {
        return call(unlimited);
    }

    @Benchmark
    public HttpCall chainWithRate() {
        return call(withRate);
    }

    /** What is left without any policy: the call and its attempt, two reads of the clock, counters, latency. */
    @Benchmark
    public HttpCall chainWithoutPolicies() {
        return call(bare);
    }

    @Benchmark
    public HttpCall rejection() {
        return call(open);
    }

    @Benchmark
    public Admission breaker() {
        Admission admission = breaker.tryAcquire();
        breaker.record((Grant) admission, Verdict.SUCCESS, "");
        return admission;
    }

    /** With the clock read that the attempt of a real call brings along. */
    @Benchmark
    public Admission breakerWithRate() {
        Admission admission = breakerWithRate.tryAcquire();
        breakerWithRate.record((Grant) admission, Verdict.SUCCESS, 1000, System.nanoTime(), "");
        return admission;
    }

    /** As in the adapters: not found, and counted. */
    @Benchmark
    public @Nullable Target unmatched() {
        seen.increment();
        return one.match("http", "elsewhere.example", 8080, "/v1/things?of=mine");
    }

    /** With what discovery keeps of a host: how long its answers take. */
    @Benchmark
    public @Nullable Target unmatchedWithLatency() {
        Target none = unmatched();
        answered(strangers);
        return none;
    }

    @Benchmark
    public @Nullable Target unmatchedWithLatencyAmongThousand() {
        Target none = unmatchedAmongThousand();
        answered(strangersAmongThousand);
        return none;
    }

    private static void answered(Funnel funnel) {
        funnel.begins("http", "eu.west.elsewhere.example", 8080, "/v1/things?of=mine", true);
        funnel.ended(200, null);
    }

    @Benchmark
    public @Nullable Target matchAmongOne() {
        return one.match("http", "chroma", 6003, "/query");
    }

    @Benchmark
    public @Nullable Target matchAmongThousand() {
        return thousand.match("http", "host-500.example", 8080, "/v1/things?of=mine");
    }

    @Benchmark
    public @Nullable Target matchWildcardAmongThousand() {
        return thousand.match("http", "eu.west.host-501.example", 8080, "/v1/things?of=mine");
    }

    @Benchmark
    public @Nullable Target unmatchedAmongThousand() {
        return thousand.match("http", "eu.west.elsewhere.example", 8080, "/v1/things?of=mine");
    }

    @Benchmark
    public long clock() {
        return System.nanoTime();
    }
}
