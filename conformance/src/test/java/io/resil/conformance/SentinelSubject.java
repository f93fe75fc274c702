package io.resil.conformance;

import com.alibaba.csp.sentinel.AsyncEntry;
import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.block.degrade.circuitbreaker.EventObserverRegistry;
import io.resil.conformance.BreakerNeeds.ClockKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** By rules for resources, which count exceptions in an interval. It reads the clock of the wall and takes no other. */
final class SentinelSubject implements Subject {

    private static final Duration INTERVAL = Duration.ofDays(1);
    private static final AtomicInteger RESOURCES = new AtomicInteger();
    private static final Map<String, BreakerState> STATES = new ConcurrentHashMap<>();

    static {
        EventObserverRegistry.getInstance()
                .addStateChangeObserver(
                        "conformance",
                        (before, after, rule, value) ->
                                STATES.put(rule.getResource(), BreakerState.valueOf(after.name())));
    }

    private final String version;

    SentinelSubject(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "Sentinel " + version;
    }

    @Override
    public Map<String, String> lacks() {
        return Map.of("consecutive", "counts the failures of an interval, whatever comes between them");
    }

    @Override
    public Map<String, String> remarks() {
        return Map.of(
                "cancelled-probe",
                "it counts as a failure when it is traced, else as a success that closes",
                "hanging-probe",
                "it has no timeout of its own");
    }

    @Override
    public Breaker breaker(BreakerNeeds needs) {
        if (needs.clock() == ClockKind.PUT_BACK) {
            throw new Missing("takes no clock; it decides by `System.currentTimeMillis`, which a test cannot put back");
        }
        if (needs.clock() == ClockKind.WRAPPING) {
            throw new Missing("takes no clock");
        }
        return open(needs.threshold(), RealBreaker.RECOVERY);
    }

    private static SentinelBreaker open(int threshold, Duration recovery) {
        String resource = "service-" + RESOURCES.incrementAndGet();
        STATES.put(resource, BreakerState.CLOSED);
        DegradeRule rule = new DegradeRule(resource)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_COUNT)
                .setCount(threshold - 1) // it opens above it
                .setMinRequestAmount(1)
                .setStatIntervalMs((int) INTERVAL.toMillis())
                .setTimeWindow((int) recovery.toSeconds());
        // it loses updates that come together
        synchronized (RESOURCES) {
            DegradeRuleManager.setRulesForResource(resource, Set.of(rule));
        }
        return new SentinelBreaker(resource);
    }

    @Override
    public Caller caller(CallerNeeds needs) {
        if (needs.retries()) {
            throw new Missing("has no retries");
        }
        SentinelBreaker breaker = open(needs.threshold(), RealBreaker.RECOVERY);
        return new RealCaller(breaker) {
            @Override
            int send(Script script) throws Exception {
                try (Entry entry = SphU.entry(breaker.resource)) {
                    return sendTraced(script, entry);
                }
            }
        };
    }

    private static int sendTraced(Script script, Entry entry) throws Exception {
        try {
            return script.send();
        } catch (Exception thrown) {
            Tracer.traceEntry(thrown, entry);
            throw thrown;
        }
    }

    private static final class SentinelBreaker extends RealBreaker {

        private final String resource;

        SentinelBreaker(String resource) {
            this.resource = resource;
        }

        @Override
        public @Nullable Passage tryPass() {
            try {
                return new Entered(SphU.asyncEntry(resource));
            } catch (BlockException blocked) {
                return null;
            }
        }

        @Override
        public BreakerState state() {
            return STATES.getOrDefault(resource, BreakerState.CLOSED);
        }
    }

    private record Entered(AsyncEntry entry) implements Passage {

        @Override
        public void succeed() {
            entry.exit();
        }

        @Override
        public void fail() {
            Tracer.traceEntry(new IOException("refused"), entry);
            entry.exit();
        }

        @Override
        public void endNeutrally() {
            throw new Missing("knows success and failure only: what is not traced is a success");
        }
    }
}
