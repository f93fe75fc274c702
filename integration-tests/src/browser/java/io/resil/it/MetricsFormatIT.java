package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The metrics as Prometheus itself judges them. */
class MetricsFormatIT {

    @Test
    void promtoolFindsNothingToComplainOf() throws Exception {
        try (Household household = Household.started("60s")) {
            household.callAll();
            household.failThrice("chroma");
            household.call("chroma");
            String metrics = new StatusUrl(household.url()).body("/metrics");

            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            promtool.getOutputStream().write(metrics.getBytes(StandardCharsets.UTF_8));
            promtool.getOutputStream().close();
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(true, promtool.waitFor(30, TimeUnit.SECONDS));
            assertEquals("", said);
            assertEquals(0, promtool.exitValue());
        }
    }
}
