package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resil.agent.web.StatusSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReaderTest {

    private static final String SERVICES =
            """
            services:
              billing: { url: http://billing }
              chroma: { url: http://chroma, breaker: none }
            """;

    private static ConfigurationText status(String status) {
        return ConfigurationText.of("status: " + status + "\n" + SERVICES);
    }

    @Test
    void thereIsNoPageUnlessOneIsAskedFor() {
        assertNull(ConfigurationText.of(SERVICES).load().status);
        assertNull(status("none").load().status);
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        assertEquals(
                new StatusSettings(9901, "127.0.0.1", List.of("billing")),
                status("{ port: 9901, bind: 127.0.0.1, critical: [billing] }").load().status);
    }

    @Test
    void whatIsNotSaidIsLoopbackAndTheUsualPort() {
        assertEquals(
                new StatusSettings(9901, "127.0.0.1", List.of()), status("{}").load().status);
    }

    @Test
    void addressMayStandInBracketsOrNot() {
        assertEquals("::1", status("{ bind: '[::1]' }").load().status.bind);
        assertEquals("::1", status("{ bind: '::1' }").load().status.bind);
        assertEquals("[::1]:9901", status("{ bind: '::1' }").load().status.toString());
    }

    @Test
    void eachKeyIsOverridden() {
        ConfigurationText written = status("{ port: 9901, critical: [chroma] }");

        assertEquals(7, written.withProperty("resil.status.port", "7").load().status.port);
        assertEquals(
                "0.0.0.0", written.withVariable("RESIL_STATUS_BIND", "0.0.0.0").load().status.bind);
        assertEquals(
                List.of("billing", "chroma"),
                written.withVariable("RESIL_STATUS_CRITICAL", "billing, chroma").load().status.critical);
        assertNull(written.withProperty("resil.status", "none").load().status);
        assertEquals(
                new StatusSettings(8, "127.0.0.1", List.of()),
                status("none").withVariable("RESIL_STATUS_PORT", "8").load().status);
    }

    @Test
    void criticalServiceMustExist() {
        assertEquals(
                List.of(
                        "resil.yaml:1: status.critical[1] = biling: must be the id of a service; did you mean billing?",
                        "resil.yaml:1: status.critical[2] = warehouse: must be the id of a service"),
                status("{ critical: [billing, biling, warehouse] }").problems());
    }

    @Test
    void criticalServiceWithoutBreakerIsAWarning() {
        assertEquals(
                List.of("resil.yaml:1: status.critical: names chroma, which has breaker: none and so is never open"),
                status("{ critical: [chroma] }").warnings());
    }
}
