package io.resil.simulation;

/** What happened in each second of a run. */
final class Timeline {

    private static final long SECOND = 1_000_000_000L;

    private final int[] calls;
    private final int[] fulfilled;
    private final int[] successes;
    private final int[] requests;

    /** @param seconds what comes later is not counted */
    Timeline(int seconds) {
        calls = new int[seconds];
        fulfilled = new int[seconds];
        successes = new int[seconds];
        requests = new int[seconds];
    }

    int seconds() {
        return calls.length;
    }

    /** The application made a call. */
    void callBegan(long now) {
        count(calls, now);
    }

    /** It got what it wanted. */
    void callSucceeded(long begun, long now) {
        count(fulfilled, begun);
        count(successes, now);
    }

    void requestArrived(long now) {
        count(requests, now);
    }

    private static void count(int[] seconds, long nanos) {
        int second = (int) (nanos / SECOND);
        if (second < seconds.length) {
            seconds[second]++;
        }
    }

    /** The share of the calls begun in {@code [from, to)} that succeeded, then or later. */
    double fulfilledShare(int from, int to) {
        return (double) sum(fulfilled, from, to) / sum(calls, from, to);
    }

    /** Successful calls per second in {@code [from, to)}. */
    double goodput(int from, int to) {
        return (double) sum(successes, from, to) / (to - from);
    }

    /** Requests per second that reached the service in {@code [from, to)}. */
    double load(int from, int to) {
        return (double) sum(requests, from, to) / (to - from);
    }

    /** Requests that reached the service per call in {@code [from, to)}. */
    double amplification(int from, int to) {
        return (double) sum(requests, from, to) / sum(calls, from, to);
    }

    /** Calls begun in {@code [from, to)}. */
    int calls(int from, int to) {
        return sum(calls, from, to);
    }

    private static int sum(int[] seconds, int from, int to) {
        int sum = 0;
        for (int second = from; second < to; second++) {
            sum += seconds[second];
        }
        return sum;
    }
}
