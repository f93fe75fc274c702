package io.resil.simulation;

import java.util.List;
import java.util.OptionalInt;

/** What a run came to. Seconds are counted from its begin. */
record Run(Scenario scenario, Timeline timeline, List<Client> clients) {

    /** Seconds for which it must go well to count as recovered. */
    private static final int LASTING = 10;

    private static final double NEARLY_ALL = 0.99;

    /** Before that the run still fills up. */
    private static final int SETTLED = 10;

    /**
     * Seconds from the end of the trigger until, for ten seconds in a row, goodput is 99 % of what it was before; empty
     * when that does not come. By the calls begun in those seconds and as a share of them, as users come by chance.
     */
    OptionalInt recovery() {
        double enough = NEARLY_ALL * timeline.fulfilledShare(SETTLED, Scenario.BEFORE);
        int end = scenario.triggerEnd();
        for (int second = end; second + LASTING <= timeline.seconds(); second++) {
            if (timeline.fulfilledShare(second, second + LASTING) >= enough) {
                return OptionalInt.of(second - end);
            }
        }
        return OptionalInt.empty();
    }

    double goodputBefore() {
        return timeline.goodput(SETTLED, Scenario.BEFORE);
    }

    /** In so many seconds after the trigger. */
    double goodputAfter(int seconds) {
        return timeline.goodput(scenario.triggerEnd(), scenario.triggerEnd() + seconds);
    }

    double goodputOfLastMinute() {
        return timeline.goodput(timeline.seconds() - 60, timeline.seconds());
    }

    /** Calls that failed from the begin of the trigger on, in so many seconds. */
    double failed(int seconds) {
        int from = Scenario.BEFORE;
        return (1 - timeline.fulfilledShare(from, from + seconds)) * timeline.calls(from, from + seconds);
    }

    double amplificationDuring() {
        return timeline.amplification(Scenario.BEFORE, scenario.triggerEnd());
    }

    /** In so many seconds after the trigger. */
    double amplificationAfter(int seconds) {
        return timeline.amplification(scenario.triggerEnd(), scenario.triggerEnd() + seconds);
    }

    /** Of the client that went farthest. */
    double mostRetriesBeyondBudget() {
        return clients.stream().mapToDouble(Client::retriesBeyondBudget).max().orElse(0);
    }
}
