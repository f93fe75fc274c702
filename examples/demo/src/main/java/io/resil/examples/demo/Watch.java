package io.resil.examples.demo;

import io.resil.examples.demo.Breaker.Reading;
import io.resil.examples.demo.Screen.Voice;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Reads the breaker five times a second, says when its state has changed, and remembers which states it saw. */
final class Watch implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Breaker breaker;
    private final Screen screen;
    private final ScheduledFuture<?> looking;
    private final Map<Phase, Set<String>> seen = new EnumMap<>(Phase.class);
    private Phase phase = Phase.NORMAL;
    private String state = "";

    Watch(Breaker breaker, Screen screen) {
        this.breaker = breaker;
        this.screen = screen;
        for (Phase each : EnumSet.allOf(Phase.class)) {
            seen.put(each, new TreeSet<>());
        }
        looking = clock.scheduleWithFixedDelay(this::look, 200, 200, TimeUnit.MILLISECONDS);
    }

    synchronized void enter(Phase phase) {
        this.phase = phase;
    }

    synchronized boolean saw(Phase phase, String state) {
        return seen.getOrDefault(phase, Set.of()).contains(state);
    }

    static String describe(Reading reading) {
        String probe = reading.secondsUntilProbe() > 0
                ? String.format(Locale.ROOT, ", next probe in %.1f s", reading.secondsUntilProbe())
                : "";
        return reading.state() + probe;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private synchronized void look() {
        Reading reading;
        try {
            reading = breaker.read();
        } catch (IOException e) {
            screen.say(Voice.JMX, "the breaker can no longer be read: " + e);
            looking.cancel(false);
            return;
        }
        seen.getOrDefault(phase, new TreeSet<>()).add(reading.state());
        if (!reading.state().equals(state)) {
            screen.say(Voice.JMX, "State " + describe(reading));
            state = reading.state();
        }
    }
}
