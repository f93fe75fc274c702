package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReservedThreadTest {

    private final ReservedThread reserved = new ReservedThread("reserved");

    @Test
    void runsTheTaskItWasGivenFor() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread thread = reserved.newThread(() -> assertTrue(ran.complete(Thread.currentThread())));
        assertFalse(ran.isDone());
        thread.start();
        assertSame(thread, ran.get(10, TimeUnit.SECONDS));
    }

    @Test
    void keepsNothingOfWhoeverIsGivenIt() throws Exception {
        InheritableThreadLocal<String> ofApplication = new InheritableThreadLocal<>();
        ofApplication.set("application");
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread thread = reserved.newThread(() -> assertTrue(seen.complete(ofApplication.get())));
        assertTrue(thread.isDaemon());
        assertNull(thread.getContextClassLoader());
        thread.start();
        assertNull(seen.get(10, TimeUnit.SECONDS));
    }

    @Test
    void isGivenAwayOnce() {
        assertFalse(reserved.newThread(() -> {}).isAlive());
        assertThrows(IllegalStateException.class, () -> reserved.newThread(() -> {}));
    }
}
