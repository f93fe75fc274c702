package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    @ParameterizedTest
    @CsvSource({
        "enforce, CLOSED, -1, 200",
        "enforce, OPEN, 41.5, 503",
        "enforce, OPEN, 0, 200", // due for a probe: without calls there would be none
        "enforce, HALF_OPEN, 0, 200",
        "enforce, FORCED_OPEN, -1, 503",
        "enforce, DISABLED, -1, 200",
        "observe, OPEN, 41.5, 200",
        "observe, FORCED_OPEN, -1, 200",
        "off, FORCED_OPEN, -1, 200"
    })
    void isDownWhileACriticalServiceRejectsCalls(String mode, String state, double secondsUntilProbe, int status) {
        Told view = new Told().with(Told.service("billing", mode, state, secondsUntilProbe));

        assertEquals(status, Health.of(view.snapshot(), List.of("billing")).status);
        assertEquals(200, Health.of(view.snapshot(), List.of()).status, "nothing is critical");
    }

    @Test
    void namesThoseThatAreOpen() {
        Told view = new Told()
                .with(Told.service("billing", "enforce", "OPEN", 3))
                .with(Told.service("chroma", "enforce", "OPEN", 3))
                .with(Told.service("git", "enforce", "CLOSED", -1));

        Reply reply = Health.of(view.snapshot(), List.of("git", "billing"));

        assertEquals(
                "{\"status\":\"DOWN\",\"open\":[\"billing\"],\"critical\":[\"git\",\"billing\"]}",
                new String(reply.body, StandardCharsets.UTF_8));
    }
}
