package io.resil.agent.web;

import io.resil.agent.stats.CallCounts;
import io.resil.agent.stats.JsonWriter;
import io.resil.agent.stats.ServiceSnapshot;
import org.jspecify.annotations.Nullable;

/** The last hour of one service in samples: a ring of {@link History#SAMPLES}, 17 bytes each. Guarded by its history. */
final class ServiceHistory {

    private final byte[] states = new byte[History.SAMPLES];
    private final int[] calls = new int[History.SAMPLES];
    private final int[] failures = new int[History.SAMPLES];
    private final int[] rejections = new int[History.SAMPLES];
    private final int[] wouldHave = new int[History.SAMPLES];
    private int next;
    private int size;
    private @Nullable CallCounts before;

    /** What happened since the last sample; of the first one nobody knows since when. */
    void add(ServiceSnapshot service) {
        CallCounts now = service.counts;
        CallCounts last = before;
        boolean openedMeanwhile = last != null && now.timesOpened > last.timesOpened;
        states[next] =
                letter(openedMeanwhile && service.breaker.state.equals("CLOSED") ? "OPEN" : service.breaker.state);
        calls[next] = last == null ? 0 : since(last.calls, now.calls);
        failures[next] = last == null ? 0 : since(last.failures, now.failures);
        rejections[next] = last == null ? 0 : since(last.rejections, now.rejections);
        wouldHave[next] = last == null ? 0 : since(last.observed.rejected, now.observed.rejected);
        before = now;
        next = (next + 1) % History.SAMPLES;
        size = Math.min(size + 1, History.SAMPLES);
    }

    /** The first letter of a state tells it from the others. */
    private static byte letter(String state) {
        return (byte) state.charAt(0);
    }

    /** A counter that has been reset began again at 0. */
    private static int since(long before, long now) {
        return (int) Math.min(Integer.MAX_VALUE, now < before ? now : now - before);
    }

    void write(JsonWriter json) {
        StringBuilder letters = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            letters.append((char) states[at(i)]);
        }
        json.beginObject().key("states").value(letters.toString());
        write(json, "calls", calls);
        write(json, "failures", failures);
        write(json, "rejections", rejections);
        write(json, "wouldHaveRejected", wouldHave);
        json.endObject();
    }

    private void write(JsonWriter json, String key, int[] values) {
        json.key(key).beginArray();
        for (int i = 0; i < size; i++) {
            json.value(values[at(i)]);
        }
        json.endArray();
    }

    /** The place of the i-th, oldest first. */
    private int at(int i) {
        return (next - size + i + History.SAMPLES) % History.SAMPLES;
    }
}
