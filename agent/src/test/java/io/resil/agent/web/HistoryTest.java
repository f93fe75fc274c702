package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallScript;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History();
    private final ServiceStats stats = new ServiceStats(() -> 1_000);
    private final CallScript script = new CallScript(stats, "GET", "/");

    private void sample(String state) {
        history.sample(List.of(in(state)), 5_000);
    }

    private ServiceSnapshot in(String state) {
        return Told.service("chroma", "enforce", state, -1, stats, List.of());
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            script.call().answered(200, Duration.ZERO).run();
        }
    }

    private String json() {
        return history.json(Set.of()).toString();
    }

    private static String expected(String states, String calls) {
        String zeros = calls.replaceAll("[1-9][0-9]*", "0");
        return "{\"stepSeconds\":10,\"lastMillis\":5000,\"services\":{\"chroma\":{\"states\":\"" + states
                + "\",\"calls\":["
                + calls + "],\"failures\":[" + zeros + "],\"rejections\":[" + zeros + "],\"wouldHaveRejected\":["
                + zeros
                + "]}}}";
    }

    @Test
    void holdsStatesAndWhatWasCountedBetweenSamples() {
        calls(100);
        sample("CLOSED");
        calls(3);
        sample("OPEN");
        sample("HALF_OPEN");
        calls(2);
        sample("FORCED_OPEN");
        sample("DISABLED");

        assertEquals(expected("COHFD", "0,3,0,2,0"), json());
    }

    @Test
    void tellsFailuresFromRejections() {
        sample("CLOSED");
        script.call().answered(500, Duration.ZERO).run();
        script.call().rejectedIn("OPEN", Duration.ZERO).run();
        script.call().rejectedIn("OPEN", Duration.ZERO).run();
        sample("OPEN");

        assertTrue(json().contains("\"calls\":[0,3],\"failures\":[0,1],\"rejections\":[0,2]"), this::json);
    }

    @Test
    void counterThatWasResetBeginsAgain() {
        calls(100);
        sample("CLOSED");
        stats.reset();
        calls(4);
        sample("CLOSED");

        assertEquals(expected("CC", "0,4"), json());
    }

    @Test
    void breakerThatOpenedAndClosedBetweenSamplesIsSeen() {
        sample("CLOSED");
        stats.opened();
        sample("CLOSED");
        sample("CLOSED");

        assertEquals(expected("COC", "0,0,0"), json());
    }

    @Test
    void keepsOneHour() {
        sample("OPEN");
        for (int i = 0; i < History.SAMPLES; i++) {
            calls(i == History.SAMPLES - 1 ? 9 : 1);
            sample("CLOSED");
        }

        String ones = "1,".repeat(History.SAMPLES - 1);
        assertEquals(expected("C".repeat(History.SAMPLES), ones + "9"), json());
    }

    @Test
    void tellsOfThoseThatAreAskedFor() {
        history.sample(List.of(in("OPEN"), Told.service("git", "enforce", "CLOSED", -1)), 5_000);

        assertTrue(history.json(Set.of("git")).toString().contains("\"services\":{\"git\":{\"states\":\"C\""));
    }

    @Test
    void serviceThatIsGoneTakesItsHistoryWithIt() {
        sample("OPEN");
        history.sample(List.of(), 6_000);

        assertEquals("{\"stepSeconds\":10,\"lastMillis\":6000,\"services\":{}}", json());
    }
}
