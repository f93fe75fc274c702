package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The breaker against a naive one, written from the rules alone, in all interleavings of a few calls, the clock and an
 * operator.
 */
class BreakerExplorationTest {

    private static final int RECOVERY = 2;
    private static final int PROBE_TIME = 3;

    /** A nanosecond before {@code nanoTime} wraps round, so that every path but the shortest crosses that. */
    private static final long ALMOST_WRAPPED = Long.MAX_VALUE;

    // ---- what can happen

    enum Kind {
        ACQUIRE,
        SUCCESS,
        FAILURE,
        NEUTRAL,
        CLOCK,
        FORCE_OPEN,
        FORCE_CLOSED,
        DISABLE,
        ENABLE,
        RECONFIGURE
    }

    private static final List<Kind> OPERATOR =
            List.of(Kind.FORCE_OPEN, Kind.FORCE_CLOSED, Kind.DISABLE, Kind.ENABLE, Kind.RECONFIGURE);

    /** The call is of no meaning for the clock and the operator. */
    record Event(Kind kind, int call) {}

    // ---- the naive breaker

    /** A call under way, as the rules see it. */
    record Admitted(int epoch, boolean probe, int probeNumber, long at) {}

    static final class Rules {

        /** From one configuration to another and back: one failure more opens, and it stays open for a nanosecond longer. */
        boolean reconfigured;

        final int threshold;
        int recovery = RECOVERY;
        String state = "CLOSED";
        int epoch;
        int failures;
        long openedAt;
        boolean probing;
        long probeAt;
        int probes;
        long clock;
        final Admitted[] calls;
        List<String> transitions = new ArrayList<>();

        Rules(int threshold, int calls) {
            this.threshold = threshold;
            this.calls = new Admitted[calls];
        }

        Rules copy() {
            Rules copy = new Rules(threshold, calls.length);
            copy.reconfigured = reconfigured;
            copy.recovery = recovery;
            copy.state = state;
            copy.epoch = epoch;
            copy.failures = failures;
            copy.openedAt = openedAt;
            copy.probing = probing;
            copy.probeAt = probeAt;
            copy.probes = probes;
            copy.clock = clock;
            System.arraycopy(calls, 0, copy.calls, 0, calls.length);
            copy.transitions = new ArrayList<>(transitions);
            return copy;
        }

        List<Event> possible(boolean withOperator) {
            List<Event> events = new ArrayList<>();
            boolean asked = false;
            for (int call = 0; call < calls.length; call++) {
                if (calls[call] != null) {
                    events.add(new Event(Kind.SUCCESS, call));
                    events.add(new Event(Kind.FAILURE, call));
                    events.add(new Event(Kind.NEUTRAL, call));
                } else if (!asked) {
                    events.add(new Event(Kind.ACQUIRE, call)); // which of the idle calls asks makes no difference
                    asked = true;
                }
            }
            events.add(new Event(Kind.CLOCK, 0));
            if (withOperator) {
                OPERATOR.forEach(kind -> events.add(new Event(kind, 0)));
            }
            return events;
        }

        void happen(Event event) {
            switch (event.kind) {
                case ACQUIRE -> acquire(event.call);
                case CLOCK -> clock++;
                case FORCE_OPEN -> {
                    if (!state.equals("FORCED_OPEN")) {
                        go("FORCED_OPEN");
                    }
                }
                case FORCE_CLOSED -> go("CLOSED");
                case DISABLE -> {
                    if (!state.equals("DISABLED")) {
                        go("DISABLED");
                    }
                }
                case ENABLE -> {
                    if (state.equals("FORCED_OPEN") || state.equals("DISABLED")) {
                        go("CLOSED");
                    }
                }
                case RECONFIGURE -> reconfigured = !reconfigured; // and nothing else
                default -> outcome(event);
            }
        }

        private void acquire(int call) {
            boolean recovered = state.equals("OPEN") && clock - openedAt >= recovery;
            boolean free = state.equals("HALF_OPEN") && (!probing || clock - probeAt >= PROBE_TIME);
            if (recovered) {
                go("HALF_OPEN");
            }
            if (recovered || free) {
                probing = true;
                probeAt = clock;
                calls[call] = new Admitted(epoch, true, ++probes, clock);
            } else if (state.equals("CLOSED") || state.equals("DISABLED")) {
                calls[call] = new Admitted(epoch, false, 0, clock);
            }
        }

        private void outcome(Event event) {
            Admitted call = calls[event.call];
            calls[event.call] = null;
            if (call.epoch != epoch) {
                return;
            }
            if (state.equals("CLOSED")) {
                if (event.kind == Kind.SUCCESS) {
                    failures = 0;
                } else if (event.kind == Kind.FAILURE && ++failures >= threshold + (reconfigured ? 1 : 0)) {
                    go("OPEN");
                }
            } else if (state.equals("HALF_OPEN") && isAwaited(call)) {
                probing = false;
                if (event.kind == Kind.SUCCESS) {
                    go("CLOSED");
                } else if (event.kind == Kind.FAILURE) {
                    go("OPEN");
                }
            }
        }

        boolean isAwaited(Admitted call) {
            return probing && call.probe && call.probeNumber == probes && clock - probeAt < PROBE_TIME;
        }

        private void go(String next) {
            if (!state.equals(next)) {
                transitions.add(state + " -> " + next);
            }
            state = next;
            epoch++;
            failures = 0;
            probing = false;
            openedAt = clock;
            recovery = RECOVERY + (reconfigured ? 1 : 0);
        }

        long untilProbe() {
            return switch (state) {
                case "OPEN" -> Math.max(0, recovery - (clock - openedAt));
                case "HALF_OPEN" -> probing ? Math.max(0, PROBE_TIME - (clock - probeAt)) : 0;
                default -> -1;
            };
        }

        boolean mayHopeForAnother(Admitted call) {
            return state.equals("CLOSED") || state.equals("DISABLED") || (call.probe && state.equals("HALF_OPEN"));
        }

        /** Two states with one image behave alike for ever: ages beyond a limit, and epochs gone by, are all one. */
        String image() {
            StringBuilder image = new StringBuilder(state).append(failures).append(reconfigured ? 'r' : '.');
            if (state.equals("OPEN")) {
                image.append('o').append(Math.max(0, recovery - (clock - openedAt)));
            }
            if (probing) {
                image.append('p').append(Math.min(PROBE_TIME, clock - probeAt));
            }
            for (Admitted call : calls) {
                image.append(
                        call == null
                                ? '-'
                                : call.epoch != epoch ? 'l' : !call.probe ? 'c' : isAwaited(call) ? 'P' : 'x');
                image.append(call != null && call.probe ? '!' : ' ');
            }
            return image.toString();
        }
    }

    // ---- the real one, under the same events

    private static final class Real {

        long now;
        final List<String> transitions = new ArrayList<>();
        final CircuitBreaker breaker;
        final Grant[] calls;
        private BreakerSettings settings;
        private BreakerSettings others;

        Real(int threshold, int calls) {
            this.now = ALMOST_WRAPPED;
            this.settings = new BreakerSettings(threshold, RECOVERY, PROBE_TIME, StatusSet.NONE);
            this.others = new BreakerSettings(threshold + 1, RECOVERY + 1, PROBE_TIME, StatusSet.NONE);
            this.breaker = new CircuitBreaker(
                    settings, made -> transitions.add(made.from + " -> " + made.to), () -> now, () -> 0);
            this.calls = new Grant[calls];
        }

        void happen(Event event) {
            switch (event.kind) {
                case ACQUIRE -> {
                    Admission admission = breaker.tryAcquire();
                    calls[event.call] = admission instanceof Grant grant ? grant : null;
                }
                case CLOCK -> now++;
                case FORCE_OPEN -> breaker.forceOpen();
                case FORCE_CLOSED -> breaker.forceClosed();
                case DISABLE -> breaker.disable();
                case ENABLE -> breaker.enable();
                case RECONFIGURE -> {
                    BreakerSettings before = settings;
                    settings = others;
                    others = before;
                    breaker.reconfigure(settings);
                }
                default -> {
                    breaker.record(calls[event.call], Verdict.valueOf(event.kind.name()), "refused");
                    calls[event.call] = null;
                }
            }
        }
    }

    private static void assertAlike(Rules rules, Real real, List<Event> path) {
        BreakerSnapshot snapshot = real.breaker.snapshot();
        if (!rules.state.equals(snapshot.state.name())) {
            assertEquals(rules.state, snapshot.state.name(), path::toString);
        }
        if (rules.failures != snapshot.consecutiveFailures || rules.untilProbe() != snapshot.nanosUntilProbe) {
            assertEquals(
                    rules.failures + " failures, probe in " + rules.untilProbe(),
                    snapshot.consecutiveFailures + " failures, probe in " + snapshot.nanosUntilProbe,
                    path::toString);
        }
        if (!rules.transitions.equals(real.transitions)) {
            assertEquals(rules.transitions, real.transitions, path::toString);
        }
        int awaitedProbes = 0;
        for (int i = 0; i < rules.calls.length; i++) {
            Admitted expected = rules.calls[i];
            Grant grant = real.calls[i];
            boolean alike = expected == null
                    ? grant == null
                    : grant != null
                            && grant.isProbe() == expected.probe
                            && grant.isCurrent() == rules.mayHopeForAnother(expected);
            assertTrue(alike, () -> "call should be " + expected + " and is " + grant + " after " + path);
            boolean young = expected != null && expected.probe && rules.clock - expected.at < PROBE_TIME;
            awaitedProbes += young && expected.epoch == rules.epoch ? 1 : 0;
        }
        boolean probesAreFew = awaitedProbes <= (rules.state.equals("HALF_OPEN") ? 1 : 0);
        assertTrue(probesAreFew, () -> "more than one live probe after " + path);
    }

    // ---- every path

    private long paths;

    /** Nothing is taken for equal here: each path runs on a breaker of its own. */
    @ParameterizedTest
    @CsvSource({"1, 3, 7, true, 1_000_000", "2, 3, 9, false, 300_000", "1, 2, 11, false, 700_000"})
    void everyPathEndsWhereTheRulesSay(int threshold, int calls, int depth, boolean withOperator, String atLeast) {
        follow(new Rules(threshold, calls), new ArrayList<>(), depth, withOperator);
        System.out.println(paths + " paths of up to " + depth + " events, " + calls + " calls, threshold " + threshold);
        assertTrue(paths >= count(atLeast), () -> "only " + paths + " paths");
    }

    private void follow(Rules rules, List<Event> path, int depth, boolean withOperator) {
        paths++;
        assertAlike(rules, replay(path, rules.threshold, rules.calls.length), path);
        if (path.size() == depth) {
            return;
        }
        for (Event event : rules.possible(withOperator)) {
            Rules next = rules.copy();
            next.happen(event);
            path.add(event);
            follow(next, path, depth, withOperator);
            path.remove(path.size() - 1);
        }
    }

    private static Real replay(List<Event> path, int threshold, int calls) {
        Real real = new Real(threshold, calls);
        for (Event event : path) {
            real.happen(event);
        }
        return real;
    }

    // ---- every state

    /** However deep: goes on until no event leads to a state that was not seen. */
    @ParameterizedTest
    @CsvSource({"1, 3, 400", "2, 3, 500", "3, 4, 2_400"})
    void everyReachableStateBehavesByTheRules(int threshold, int calls, String atLeast) {
        record Reached(Rules rules, List<Event> path) {}
        Set<String> seen = new HashSet<>();
        Deque<Reached> open = new ArrayDeque<>();
        open.add(new Reached(new Rules(threshold, calls), List.of()));
        seen.add(open.element().rules.image());
        long steps = 0;
        int deepest = 0;
        while (!open.isEmpty()) {
            Reached from = open.remove();
            for (Event event : from.rules.possible(true)) {
                Rules next = from.rules.copy();
                next.happen(event);
                List<Event> path = new ArrayList<>(from.path);
                path.add(event);
                assertAlike(next, replay(path, threshold, calls), path);
                steps++;
                if (seen.add(next.image())) {
                    deepest = Math.max(deepest, path.size());
                    open.add(new Reached(next, path));
                }
            }
        }
        System.out.println(seen.size() + " states, " + steps + " steps between them, up to " + deepest
                + " events away, " + calls + " calls, threshold " + threshold);
        int states = seen.size();
        assertTrue(states >= count(atLeast), () -> "only " + states + " states");
        assertEquals(
                Set.of("CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "DISABLED"),
                seen.stream().map(image -> image.replaceAll("[^A-Z_].*", "")).collect(Collectors.toSet()));
    }

    private static long count(String withUnderscores) {
        return Long.parseLong(withUnderscores.replace("_", ""));
    }

    @Test
    void theRulesThemselvesKnowALostProbe() {
        Rules rules = new Rules(1, 2);
        for (Event event : List.of(
                new Event(Kind.ACQUIRE, 0),
                new Event(Kind.FAILURE, 0),
                new Event(Kind.CLOCK, 0),
                new Event(Kind.CLOCK, 0))) {
            rules.happen(event);
        }
        rules.happen(new Event(Kind.ACQUIRE, 0));
        rules.clock += PROBE_TIME;
        rules.happen(new Event(Kind.ACQUIRE, 1));
        rules.happen(new Event(Kind.SUCCESS, 0));
        assertEquals("HALF_OPEN", rules.state);
        rules.happen(new Event(Kind.SUCCESS, 1));
        assertEquals(List.of("CLOSED -> OPEN", "OPEN -> HALF_OPEN", "HALF_OPEN -> CLOSED"), rules.transitions);
    }
}
