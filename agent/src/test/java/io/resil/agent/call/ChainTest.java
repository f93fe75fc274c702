package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one loop that takes calls through their policies. */
class ChainTest {

    private final VirtualTime time = new VirtualTime(-3);

    /** The course of a call: policies, wire and listener, as they were asked. */
    private final List<String> course = new ArrayList<>();

    private static final Judge BY_STATUS = attempt -> attempt.status() == 200 ? Verdict.SUCCESS : Verdict.FAILURE;

    private final CallListener listener = new CallListener() {
        @Override
        public void callStarted(HttpCall call) {
            course.add("call started");
        }

        @Override
        public void attemptStarted(HttpCall call, Attempt attempt) {
            course.add("attempt " + attempt.number() + " started");
        }

        @Override
        public void attemptEnded(HttpCall call, Attempt attempt) {
            course.add("attempt " + attempt.number() + " ended: " + attempt.verdict());
        }

        @Override
        public void rejected(HttpCall call, Attempt attempt) {
            course.add("attempt " + attempt.number() + " rejected");
        }

        @Override
        public void callEnded(HttpCall call) {
            course.add("call ended");
        }
    };

    private Chain chain(Policy... policies) {
        return new Chain(List.of(policies), BY_STATUS, listener, time);
    }

    private StagedCall call() {
        return new StagedCall(time);
    }

    /** Lets everything pass, and takes note. */
    private class Passing implements Policy {
        final String name;

        Passing(String name) {
            this.name = name;
        }

        @Override
        public Step enter(HttpCall call) {
            course.add(name + " in");
            return Step.INWARD;
        }

        @Override
        public Step exit(HttpCall call) {
            course.add(name + " out");
            return Step.OUTWARD;
        }

        @Override
        public void resumed(HttpCall call) {
            course.add(name + " resumed");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Has so many attempts made, with a wait before each but the first. */
    private final class Repeating extends Passing {
        final int attempts;
        final long waitNanos;

        Repeating(int attempts, long waitNanos) {
            super("repeating");
            this.attempts = attempts;
            this.waitNanos = waitNanos;
        }

        @Override
        public Step exit(HttpCall call) {
            super.exit(call);
            if (call.attempt().number() == attempts || call.attempt().endedAs(Ending.CANCELLED)) {
                return Step.OUTWARD;
            }
            call.prepareNextAttempt();
            return call.pause(waitNanos);
        }
    }

    private final class Rejecting extends Passing {
        Rejecting() {
            super("rejecting");
        }

        @Override
        public Step enter(HttpCall call) {
            super.enter(call);
            call.attempt().end(Ending.REJECTED, new IOException("open"));
            return Step.OUTWARD;
        }
    }

    // ---- the way

    @Test
    void callPassesThePoliciesInwardAndBackOutward() {
        assertTrue(call().thenAnswered(200).run(chain(new Passing("outer"), new Passing("inner"))));
        assertEquals(
                List.of(
                        "call started",
                        "outer in",
                        "inner in",
                        "attempt 1 started",
                        "attempt 1 ended: SUCCESS",
                        "inner out",
                        "outer out",
                        "call ended"),
                course);
    }

    @Test
    void callWithoutPoliciesIsSentAndJudged() {
        StagedCall call = call().eachLasting(Duration.ofSeconds(2)).thenAnswered(500);
        assertTrue(call.run(chain()));
        assertEquals(Verdict.FAILURE, call.attempt().verdict());
        assertEquals(Duration.ofSeconds(2).toNanos(), call.attempt().nanos());
        assertEquals(1, call.finished);
    }

    @Test
    void rejectedCallIsNotSentAndOnlyThePoliciesItPassedAreLeft() {
        StagedCall call = call().thenAnswered(200);
        assertTrue(call.run(chain(new Passing("outer"), new Rejecting(), new Passing("inner"))));
        assertEquals(
                List.of("call started", "outer in", "rejecting in", "attempt 1 rejected", "outer out", "call ended"),
                course);
        assertEquals(List.of(), call.sent);
        assertEquals(1, call.finished);
    }

    @Test
    void furtherAttemptPassesOnlyThePoliciesInsideOfTheOneThatWantedIt() {
        call().thenAnswered(500)
                .thenAnswered(200)
                .run(chain(new Passing("outer"), new Repeating(2, 10), new Passing("inner")));
        assertEquals(
                List.of(
                        "call started",
                        "outer in",
                        "repeating in",
                        "inner in",
                        "attempt 1 started",
                        "attempt 1 ended: FAILURE",
                        "inner out",
                        "repeating out",
                        "inner in",
                        "attempt 2 started",
                        "attempt 2 ended: SUCCESS",
                        "inner out",
                        "repeating out",
                        "outer out",
                        "call ended"),
                course);
    }

    // ---- blocking and asynchronous

    @Test
    void blockingAndAsynchronousCallsTakeTheSameWay() {
        assertEquals(wayOf(false, 5, "repeating"), wayOf(true, 5, "repeating"));
    }

    private List<String> wayOf(boolean asynchronous, int attempts, String waiting) {
        course.clear();
        StagedCall call = call().asynchronous(asynchronous)
                .eachLasting(Duration.ofSeconds(1))
                .thenAnswered(500);
        boolean over = call.run(chain(new Passing("outer"), new Repeating(attempts, 10), new Passing("inner")));
        assertEquals(!asynchronous, over);
        time.pass(Duration.ofMinutes(1));
        assertEquals(1, call.finished);
        assertEquals(attempts, call.sent.size());
        assertEquals(Duration.ofSeconds(1).toNanos(), call.attempt().nanos());
        boolean told = course.removeIf(line -> line.equals(waiting + " resumed"));
        assertEquals(asynchronous, told);
        return List.copyOf(course);
    }

    @Test
    void policyHearsThatWhatItLeftPendingGoesOnBeforeAnythingElseDoes() {
        call().asynchronous(true).thenAnswered(200).run(chain(new Repeating(2, 10), new Passing("inner")));
        time.pass(Duration.ofSeconds(1));
        int resumed = course.indexOf("repeating resumed");
        assertEquals("repeating out", course.get(resumed - 1));
        assertEquals("inner in", course.get(resumed + 1));
        assertEquals(resumed, course.lastIndexOf("repeating resumed"));
    }

    @Test
    void cancelledWaitGoesOutwardThroughThePolicyThatWaited() {
        StagedCall call = call().asynchronous(true).thenAnswered(500).thenCancelledInTheWait(new IOException());
        call.run(chain(new Passing("outer"), new Repeating(2, 10), new Passing("inner")));
        time.pass(Duration.ofSeconds(1));
        assertEquals(
                List.of("repeating out", "repeating resumed", "repeating out", "outer out", "call ended"),
                course.subList(course.size() - 5, course.size()));
        assertTrue(call.attempt().endedAs(Ending.CANCELLED));
    }

    @Test
    void pendingCallIsNotOver() {
        StagedCall call = call().asynchronous(true).thenAnswered(200);
        assertFalse(call.run(chain(new Passing("only"))));
        assertEquals(List.of("call started", "only in", "attempt 1 started"), course);
        assertEquals(0, call.finished);
    }

    // ---- the stack

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThousandRetriesUseTheStackOfOne(boolean asynchronous) {
        Set<Integer> depths = new HashSet<>();
        StagedCall call = call().asynchronous(asynchronous).then(attempt -> {
            if (attempt.number() > 1) {
                depths.add(new Throwable().getStackTrace().length);
            }
            attempt.answered(500, -1, true);
        });
        call.run(chain(new Repeating(1001, 1)));
        time.pass(Duration.ofSeconds(1));
        assertEquals(1001, call.sent.size());
        assertEquals(1, depths.size(), () -> "depths of the stack: " + depths);
    }

    // ---- faults

    private static final class Fault extends RuntimeException {}

    private Policy faulty(boolean inEnter, boolean inExit) {
        return new Passing("faulty") {
            @Override
            public Step enter(HttpCall call) {
                if (inEnter) {
                    throw new Fault();
                }
                return super.enter(call);
            }

            @Override
            public Step exit(HttpCall call) {
                if (inExit) {
                    throw new Fault();
                }
                return super.exit(call);
            }
        };
    }

    @Test
    void faultOnTheWayInReachesWhoeverRunsTheCallBeforeAnythingWasSent() {
        StagedCall call = call().thenAnswered(200);
        assertThrows(Fault.class, () -> call.run(chain(new Passing("outer"), faulty(true, false))));
        assertEquals(List.of("call started", "outer in", "call ended"), course);
        assertEquals(List.of(), call.sent);
        assertFalse(call.isEverWritten());
        assertEquals(0, call.finished);
    }

    @Test
    void faultOnTheWayOutLeavesTheOutcomeInTheCall() {
        StagedCall call = call().thenAnswered(200);
        assertThrows(Fault.class, () -> call.run(chain(faulty(false, true))));
        assertEquals(200, call.attempt().status());
        assertTrue(call.isEverWritten());
        assertEquals(1, callsEnded());
    }

    @Test
    void faultOfAnAsynchronousCallReachesWhoeverResumesIt() {
        StagedCall call = call().asynchronous(true).thenAnswered(200);
        call.run(chain(faulty(false, true)));
        assertThrows(Fault.class, () -> time.pass(Duration.ofSeconds(1)));
        assertEquals(1, callsEnded());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callEndsOnceWhenTheJudgeIsAtFault(boolean asynchronous) {
        Judge faulty = attempt -> {
            throw new Fault();
        };
        StagedCall call = call().asynchronous(asynchronous).thenAnswered(200);
        Chain chain = new Chain(List.of(new Passing("only")), faulty, listener, time);
        assertThrows(Fault.class, () -> {
            call.run(chain);
            time.pass(Duration.ofSeconds(1));
        });
        assertEquals(1, callsEnded());
    }

    @Test
    void callEndsOnceWhenAPolicyThatHearsOfItsResumptionIsAtFault() {
        StagedCall call = call().asynchronous(true).thenAnswered(200);
        call.run(chain(new Passing("waiting") {
            @Override
            public Step exit(HttpCall exiting) {
                exiting.prepareNextAttempt();
                return exiting.pause(1);
            }

            @Override
            public void resumed(HttpCall resumed) {
                throw new Fault();
            }
        }));
        assertThrows(Fault.class, () -> time.pass(Duration.ofSeconds(1)));
        assertEquals(1, callsEnded());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callEndsOnceWhenItCannotCompleteTowardsTheApplication(boolean asynchronous) {
        StagedCall call = call().asynchronous(asynchronous).thenAnswered(200).completing(() -> {
            throw new Fault();
        });
        assertThrows(Fault.class, () -> {
            call.run(chain(new Passing("only")));
            time.pass(Duration.ofSeconds(1));
        });
        assertEquals(1, callsEnded());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void faultAbandonsThePoliciesThatTheCallIsInInnermostFirst(boolean asynchronous) {
        Judge faulty = attempt -> {
            throw new Fault();
        };
        List<String> abandoned = new ArrayList<>();
        List<Policy> policies = new ArrayList<>();
        for (String name : List.of("outer", "inner")) {
            policies.add(new Passing(name) {
                @Override
                public void abandoned(HttpCall call) {
                    abandoned.add(name);
                }
            });
        }
        StagedCall call = call().asynchronous(asynchronous).thenAnswered(200);
        assertThrows(Fault.class, () -> {
            call.run(new Chain(policies, faulty, listener, time));
            time.pass(Duration.ofSeconds(1));
        });
        assertEquals(List.of("inner", "outer"), abandoned);
    }

    private long callsEnded() {
        return course.stream().filter("call ended"::equals).count();
    }

    // ---- what a call remembers

    @Test
    void earlierOutcomeCanBeHandedOver() {
        Policy fallingBack = new Passing("falling back") {
            @Override
            public Step exit(HttpCall call) {
                Attempt before = call.attempt().previous();
                if (before == null) {
                    call.prepareNextAttempt();
                    return Step.INWARD;
                }
                call.fallBackTo(before);
                return Step.OUTWARD;
            }
        };
        StagedCall call = call().thenAnswered(503).then(attempt -> attempt.end(Ending.LOCAL, new IOException()));
        call.run(chain(fallingBack));
        assertSame(call.sent.get(0), call.attempt());
        assertEquals(503, call.attempt().status());
    }

    @Test
    void whatAnyAttemptWroteIsRemembered() {
        StagedCall call = call().thenAnswered(503).thenEnds(Ending.NEVER_SENT, new IOException());
        call.run(chain(new Repeating(2, 1)));
        assertFalse(call.attempt().isRequestWritten());
        assertTrue(call.isEverWritten());
    }

    @Test
    void retryForADeadConnectionIsTakenOnce() {
        StagedCall call = call();
        assertTrue(call.takeStaleRetry());
        assertFalse(call.takeStaleRetry());
    }

    @Test
    void callHasNoAttemptBeforeItRuns() {
        StagedCall call = call();
        assertFalse(call.isBegun());
        assertThrows(IllegalStateException.class, call::attempt);
    }

    @Test
    void showsThePoliciesInTheirOrder() {
        assertEquals(
                "[outer, inner]",
                chain(new Passing("outer"), new Passing("inner")).toString());
    }
}
