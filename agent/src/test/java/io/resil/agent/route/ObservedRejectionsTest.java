package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.breaker.Admission;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.Grant;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens, and however calls overlap: the shadow rejects what a breaker that enforces would reject. */
class ObservedRejectionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    enum Outcome {
        OK(Verdict.SUCCESS),
        BROKEN(Verdict.FAILURE),
        REFUSED(Verdict.FAILURE),
        CANCELLED(Verdict.NEUTRAL);

        final Verdict verdict;

        Outcome(Verdict verdict) {
            this.verdict = verdict;
        }
    }

    /** @param gap from the start of the call before it, seconds */
    record Planned(Outcome outcome, int gap, int lasting) {

        Verdict shadow() {
            return lasting > LIMIT.toSeconds() ? Verdict.FAILURE : outcome.verdict;
        }
    }

    @Property(tries = 300)
    void shadowRejectsWhatABreakerWouldThatIsToldTheSame(
            @ForAll @Size(min = 1, max = 120) List<Outcome> outcomes,
            @ForAll @Size(value = 120) List<@IntRange(max = 20) Integer> gaps,
            @ForAll @Size(value = 120) List<@IntRange(max = 28) Integer> lasting) {
        Planned[] plan = new Planned[outcomes.size()];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = new Planned(outcomes.get(i), gaps.get(i), lasting.get(i));
        }
        assertEquals(rejectedByABreaker(plan), rejectedByTheShadow(plan));
    }

    private static long rejectedByTheShadow(Planned[] plan) {
        ObservedScene scene = new ObservedScene();
        scene.maxRetries = 0;
        for (Planned each : plan) {
            scene.time.pass(Duration.ofSeconds(each.gap()));
            scene.run(scene.call()
                    .asynchronous(true)
                    .eachLasting(Duration.ofSeconds(each.lasting()))
                    .then(attempt -> {
                        attempt.markConnecting(attempt.startedAt());
                        attempt.timeWriting(attempt.startedAt());
                        attempt.markRequestWritten(false);
                        switch (each.outcome()) {
                            case OK -> attempt.answered(200, -1, false);
                            case BROKEN -> attempt.answered(500, -1, false);
                            case REFUSED -> attempt.end(Ending.UNANSWERED, new IOException("reset"));
                            case CANCELLED -> attempt.end(Ending.CANCELLED, new IOException("cancelled"));
                        }
                    }));
        }
        scene.time.pass(Duration.ofMinutes(1));
        assertEquals(plan.length, scene.counts().attempts);
        return scene.observed().rejected;
    }

    private static long rejectedByABreaker(Planned[] plan) {
        VirtualTime time = new VirtualTime(-1);
        CircuitBreaker breaker =
                new CircuitBreaker(new ObservedScene().breaker().settings(), transition -> {}, time, () -> 0);
        long rejected = 0;
        for (Planned each : plan) {
            time.pass(Duration.ofSeconds(each.gap()));
            Admission admission = breaker.tryAcquire();
            if (admission instanceof Grant grant) {
                time.schedule(
                        Duration.ofSeconds(each.lasting()).toNanos(), () -> breaker.record(grant, each.shadow(), ""));
            } else {
                rejected++;
            }
        }
        return rejected;
    }
}
