package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.it.app.Line;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Applications in loaders of their own: each with its client, some that do not see the agent, all that may go again. */
class ModuleIT {

    private static final String CLIENT = "org.apache.hc.client5.http.impl.classic.InternalHttpClient";

    @Test
    void clientWhoseLoaderHidesTheSeamWorksAsBeforeAndItIsSaidWhy() throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(Backend.yaml()).start();
                FaultyServer server = FaultyServer.at(Backend.ADDRESS)) {
            Line told = jvm.tell(
                    "Loaders", applications(1, server, "slf4j-nop-2.0.17").with("hiding", true));

            assertEquals("200", told.require("status.0"));
            assertEquals(List.of("none"), tokens(server));
            String instrumented = jvm.attribute(Backend.AGENT, "Instrumented");
            assertTrue(
                    instrumented.matches(
                            ".*" + CLIENT + ", \\S+, not woven: its class loader hides io\\.resil\\.bootstrap.*"),
                    instrumented);
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void clientsOfTwoApplicationsAreWovenEachForItself() throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(Backend.yaml()).start();
                FaultyServer server = FaultyServer.at(Backend.ADDRESS)) {
            Line told = jvm.tell("Loaders", applications(2, server, "slf4j-nop-2.0.17"));

            assertEquals("true", told.require("loader.0"));
            assertEquals("true", told.require("loader.1"));
            assertEquals(List.of("s3cret", "s3cret"), tokens(server));
            long woven = List.of(jvm.attribute(Backend.AGENT, "Instrumented").split(", Apache ", -1)).stream()
                    .filter(line -> line.contains(CLIENT + ",") && line.endsWith("woven, 1 calls"))
                    .count();
            assertEquals(2, woven, () -> jvm.attribute(Backend.AGENT, "Instrumented"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void applicationThatWasDroppedIsNotHeld() throws Exception {
        String yaml = Backend.yaml().replace("target: stderr", "target: app");
        try (AgentJvm jvm = AgentJvm.configured(yaml).start();
                FaultyServer server = FaultyServer.at(Backend.ADDRESS)) {
            server.plays(Turn.status(502), Turn.ok());

            Line told = jvm.tell("Loaders", applications(3, server, "slf4j-simple-2.0.17"));

            assertEquals("200", told.require("status.0"));
            assertEquals(4, server.received().size(), "one was retried");
            assertTrue(told.is("collected"), told::toString);
            List<String> errors = jvm.quit();
            assertTrue(
                    errors.stream().anyMatch(line -> line.contains("io.resil.backend - [The Backend] Answered 502")),
                    () -> "in its own log: " + errors);
        }
    }

    private static Line applications(int count, FaultyServer server, String logging) {
        String libraries = Stream.of(Apache5.NEWEST, logging)
                .map(each ->
                        Path.of(AgentJvm.required("resil.it.clients"), each).toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new Line()
                .with("applications", count)
                .with("libraries", libraries)
                .with("url", server.url("/"));
    }

    private static List<String> tokens(FaultyServer server) {
        return server.received().stream().map(Backend::tokenIn).toList();
    }
}
