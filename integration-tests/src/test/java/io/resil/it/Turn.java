package io.resil.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link FaultyServer} does with one request.
 *
 * @param head further header lines
 * @param pace the time between two parts of what is trickled
 * @param interim an informational status that is sent before, 0 for none
 * @param delay the time before the answer begins
 * @param gate opened by the test when the answer may begin
 */
record Turn(
        int status,
        List<String> head,
        String body,
        Fault fault,
        Duration pace,
        int interim,
        Duration delay,
        CountDownLatch gate) {

    static Turn ok() {
        return status(200);
    }

    static Turn status(int status) {
        return new Turn(
                status,
                List.of(),
                "status " + status,
                Fault.NONE,
                Duration.ZERO,
                0,
                Duration.ZERO,
                new CountDownLatch(0));
    }

    static Turn fault(Fault fault) {
        return ok().with(fault);
    }

    static Turn redirect(int status, String location) {
        return status(status).header("Location", location);
    }

    Turn with(Fault newFault) {
        return new Turn(status, head, body, newFault, pace, interim, delay, gate);
    }

    Turn pace(Duration newPace) {
        return new Turn(status, head, body, fault, newPace, interim, delay, gate);
    }

    Turn header(String name, String value) {
        List<String> more = new ArrayList<>(head);
        more.add(name + ": " + value);
        return new Turn(status, List.copyOf(more), body, fault, pace, interim, delay, gate);
    }

    Turn body(String newBody) {
        return new Turn(status, head, newBody, fault, pace, interim, delay, gate);
    }

    /** An informational response goes before the answer. */
    Turn afterInterim(int newInterim) {
        return new Turn(status, head, body, fault, pace, newInterim, delay, gate);
    }

    /** The answer begins so much later. */
    Turn after(Duration newDelay) {
        return new Turn(status, head, body, fault, pace, interim, newDelay, gate);
    }

    Turn when(CountDownLatch newGate) {
        return new Turn(status, head, body, fault, pace, interim, delay, newGate);
    }
}
