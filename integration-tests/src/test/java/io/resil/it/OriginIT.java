package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.app.Line;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service with two origins, of which one dies. */
class OriginIT {

    private static final String ADDRESS = "127.0.3.1";
    private static final String SERVICE = "io.resil:type=CircuitBreaker,service=chroma";

    private static final String YAML =
            """
            log: { target: stderr, level: info }
            services:
              chroma:
                name: Chroma Server
                url: 127.0.3.1
                retry: none
                breaker: { scope: origin, failure-threshold: 2 }
            """;

    static Stream<Client> clients() {
        return Stream.of(
                Apache5.classic(Apache5.NEWEST), Apache5.overAsync(Apache5.NEWEST), Jdk.send(), Jdk.sendAsync());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void oneDiesAndTheOtherIsCalledAsBefore(Client client) {
        assumeTrue(AgentJvm.javaVersion() >= client.since());
        try (AgentJvm jvm = start(client);
                FaultyServer dead = FaultyServer.at(ADDRESS).plays(Turn.status(500));
                FaultyServer alive = FaultyServer.at(ADDRESS)) {
            get(jvm, dead);
            get(jvm, dead);

            Answer rejected = get(jvm, dead);
            String origin = ADDRESS + ":" + dead.port();
            assertTrue(rejected.isRejected(), rejected::toString);
            assertTrue(rejected.message().contains("circuit breaker OPEN for " + origin), rejected::message);
            assertEquals(2, dead.received().size());

            assertEquals(200, get(jvm, alive).status());
            assertEquals("OPEN", jvm.attribute(bean(dead), "State"));
            assertEquals("1", jvm.attribute(bean(dead), "Rejections"));
            assertEquals("CLOSED", jvm.attribute(bean(alive), "State"));
            assertEquals("1", jvm.attribute(bean(alive), "Successes"));
            assertEquals("OPEN", jvm.attribute(SERVICE, "State"));
            assertEquals("4", jvm.attribute(SERVICE, "Calls"));
            assertEquals(origin + ": threshold reached: 2/2", jvm.attribute(SERVICE, "OpenedBecause"));
            assertLogged("Circuit breaker OPEN for " + origin + " (threshold reached: 2/2)", jvm.errors());
            assertLogged("Circuit breaker OPEN for " + origin + " - rejecting request (next probe in", jvm.errors());

            dead.plays(Turn.ok());
            jvm.invoke(SERVICE, "forceClosed");
            assertEquals(200, get(jvm, dead).status());
            jvm.invoke(bean(alive), "forceOpen");
            assertTrue(get(jvm, alive).isRejected());
            assertFalse(get(jvm, dead).isRejected());
            assertEquals("0", jvm.attribute("io.resil:type=Agent", "AgentFaults"));
        }
    }

    private static AgentJvm start(Client client) {
        AgentJvm.Builder builder = AgentJvm.configured(YAML);
        client.libraries().forEach(builder::library);
        AgentJvm jvm = builder.start();
        jvm.ask(new Line().with("do", "client").with("name", "client").with("kind", client.kind()));
        return jvm;
    }

    private static Answer get(AgentJvm jvm, FaultyServer server) {
        return new Answer(jvm.ask(new Line()
                .with("do", "call")
                .with("client", "client")
                .with("method", "GET")
                .with("url", server.url("/"))));
    }

    private static String bean(FaultyServer origin) {
        return SERVICE + ",origin=\"" + ADDRESS + ":" + origin.port() + "\"";
    }

    private static void assertLogged(String text, List<String> lines) {
        assertTrue(lines.stream().anyMatch(line -> line.contains("[Chroma Server] " + text)), lines::toString);
    }
}
