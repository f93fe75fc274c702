package io.resil.examples.demo;

import io.resil.examples.demo.Screen.Voice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the two backends, with services and users of its own. Closing it ends them all. */
final class Side implements AutoCloseable {

    /** What the agent logs, by the names of the services and its own. */
    private static final Pattern OF_THE_AGENT = Pattern.compile("\\[\\w+ Server] |^resil ");

    /** What the backend logs each time it has to do without Chroma. */
    private static final String FALLBACK = "Chroma failed";

    /** How long a restart takes, beside the start of a JVM. */
    private static final Duration GONE = Duration.ofMillis(500);

    private final Voice voice;
    private final Screen screen;
    private final Services services;
    private final AtomicInteger fallbacks = new AtomicInteger();
    private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
    private final Map<Phase, Long> retries = new EnumMap<>(Phase.class);
    private final Map<Phase, Long> chromaBack = new EnumMap<>(Phase.class);
    private @Nullable Child backend;
    private @Nullable Traffic traffic;
    private @Nullable Breaker breaker;
    private int hitsBefore;
    private long retriesBefore;

    private Side(Voice voice, Screen screen, Services services) {
        this.voice = voice;
        this.screen = screen;
        this.services = services;
    }

    /** @param jvmOptions the only difference between the two sides */
    static Side start(Voice voice, Path root, List<String> jvmOptions, Screen screen, Ports ports)
            throws IOException, InterruptedException {
        Side side = new Side(voice, screen, Services.start(root, voice.label, ports));
        try {
            side.startBackend(root, jvmOptions, ports.free());
            return side;
        } catch (IOException | InterruptedException e) {
            side.close();
            throw e;
        }
    }

    /** The process id of the backend. */
    long pid() {
        return started(backend).pid();
    }

    /** From now on requests sent to a refusing Chroma are counted by the agent's own counter. */
    void watchedBy(Breaker breaker) {
        this.breaker = breaker;
    }

    Traffic traffic() {
        return started(traffic);
    }

    /** Does to Chroma what the phase begins with, while the users go on. */
    void enter(Phase phase) throws IOException, InterruptedException {
        traffic().enter(phase);
        retriesBefore = retries();
        switch (phase) {
            case NORMAL -> {}
            case RESTARTING -> {
                services.stopChroma();
                TimeUnit.NANOSECONDS.sleep(GONE.toNanos());
                services.startChroma();
            }
            case REFUSING -> {
                services.stopChroma();
                hitsBefore = sentWhileRefusing();
            }
            case BACK -> {
                services.startChroma();
                chromaBack.put(phase, System.nanoTime());
            }
            case HANGING -> {
                services.hangChroma();
                hitsBefore = services.chromaCount().received();
            }
            case BACK_AGAIN -> {
                services.healChroma();
                chromaBack.put(phase, System.nanoTime());
            }
        }
    }

    /** Counts what the phase has brought, before the next begins. */
    void leave(Phase phase) throws IOException, InterruptedException {
        retries.put(phase, retries() - retriesBefore);
        if (phase == Phase.REFUSING) {
            hits.put(phase, sentWhileRefusing() - hitsBefore);
        } else if (phase == Phase.HANGING) {
            hits.put(phase, services.chromaCount().received() - hitsBefore);
        }
    }

    /** After the users have stopped, waits for what is under way, and returns what came of it all. */
    Outcome finish() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        return new Outcome(traffic().finish(), hits, retries, chromaBack, services.chromaCount());
    }

    @Override
    public void close() {
        if (traffic != null) {
            traffic.close();
        }
        if (backend != null) {
            backend.close();
        }
        services.close();
    }

    private void startBackend(Path root, List<String> jvmOptions, int port) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(services.environment());
        environment.put("PORT", String.valueOf(port));
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.add("-jar");
        arguments.add(root.resolve("examples/legacy-backend/target/legacy-backend.jar")
                .toString());
        backend = Child.start(
                "backend-" + voice.label, root.resolve("target/demo"), environment, arguments, this::logged);
        traffic = new Traffic(URI.create("http://127.0.0.1:" + port + "/v1/api/chat"));
    }

    private void logged(String line) {
        if (line.contains(FALLBACK)) {
            fallbacks.incrementAndGet();
            screen.sayAtMost(1, voice, line);
        } else if (voice == Voice.WITH && OF_THE_AGENT.matcher(line).find()) {
            screen.sayAtMost(3, Voice.AGENT, line);
        }
    }

    /**
     * Nobody counts behind a refused connection. The agent counts what it sends; a backend without it sends one request
     * for each time it falls back.
     */
    private int sentWhileRefusing() throws IOException {
        return breaker == null
                ? fallbacks.get()
                : Math.toIntExact(breaker.read().attempts());
    }

    /** The backend itself has none. */
    private long retries() throws IOException {
        return breaker == null ? 0 : breaker.read().retries();
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started");
        }
        return part;
    }
}
