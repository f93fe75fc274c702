package io.resil.benchmarks.down;

import java.util.List;

/**
 * What users saw.
 *
 * @param needing the answers to requests that need the service that hangs
 * @param others those to requests that do not
 * @param threadsHeld how many threads of the application were held, once a second
 */
record Observed(List<Answer> needing, List<Answer> others, List<Double> threadsHeld) {

    /** Seconds within which an answer is in time. */
    static final double IN_TIME = 1;

    /** @param seconds until the answer, or so far */
    record Answer(boolean given, double seconds) {

        boolean isInTime() {
            return given && seconds <= IN_TIME;
        }
    }

    static double given(List<Answer> answers) {
        return share(answers.stream().filter(Answer::given).count(), answers);
    }

    static double inTime(List<Answer> answers) {
        return share(answers.stream().filter(Answer::isInTime).count(), answers);
    }

    private static double share(long some, List<Answer> all) {
        return (double) some / all.size();
    }

    /** Of all requests; those still unanswered count with the time they have waited so far. */
    static double seconds(List<Answer> answers, double share) {
        List<Double> sorted = answers.stream().map(Answer::seconds).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
