package io.resil.examples.demo;

import java.time.Duration;

/** The story, in its order; every phase with what it does to Chroma and how long it lasts. */
enum Phase {
    NORMAL(4, "1. All is well"),
    RESTARTING(4, "2. Chroma is restarted: connections are refused for a moment"),
    REFUSING(10, "3. Chroma is down: its process has ended, connections are refused"),
    BACK(7, "4. Chroma is started again"),
    HANGING(12, "5. Chroma hangs: it accepts every request and never answers"),
    BACK_AGAIN(8, "6. Chroma answers again (what it has swallowed stays unanswered, as after a lost machine)");

    final Duration length;
    final String title;

    Phase(int seconds, String title) {
        this.length = Duration.ofSeconds(seconds);
        this.title = title;
    }
}
