package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.app.Line;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that no service covers: their calls are as without the agent, and are counted. */
class DiscoveryIT {

    private static final String STRANGER = "127.0.4.1";
    private static final Pattern CALLS = Pattern.compile(", woven, (\\d+) calls");

    static Stream<Client> clients() {
        return Stream.of(
                        Apache5.classic(Apache5.NEWEST),
                        Apache5.classic("5.0"),
                        Apache5.caching(Apache5.NEWEST),
                        Apache5.minimal(Apache5.NEWEST),
                        Apache5.overAsync(Apache5.NEWEST),
                        Jdk.send(),
                        Jdk.sendAsync())
                .filter(client -> AgentJvm.javaVersion() >= client.since());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void callsOfStrangersAreCountedOnceAndUnchanged(Client client) {
        try (AgentJvm jvm = start(client, Backend.yaml())) {
            assertCountedOnceAndUnchanged(client, jvm);
            assertEquals("ACTIVE", jvm.attribute(Backend.AGENT, "Status"));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void callsAreCountedWhereNothingIsConfiguredAtAll(Client client) {
        try (AgentJvm jvm = start(client, "")) {
            assertCountedOnceAndUnchanged(client, jvm);
            assertEquals("INERT", jvm.attribute(Backend.AGENT, "Status"));
        }
    }

    private static void assertCountedOnceAndUnchanged(Client client, AgentJvm jvm) {
        try (FaultyServer server = FaultyServer.at(STRANGER).plays(Turn.ok(), Turn.status(404), Turn.status(500));
                FaultyServer again = FaultyServer.at(STRANGER)) {
            assertEquals(200, call(jvm, server.url("/one?q=s3cret")).status());
            assertEquals(404, call(jvm, server.url("/two")).status());
            assertEquals(500, call(jvm, server.url("/three")).status());
            again.goesDown();
            Answer refused = call(jvm, again.url("/"));

            assertFailed(client, client.refused(), refused);
            assertEquals(List.of(), refused.suppressed(), "nothing was retried");
            assertEquals(3, server.received().size());
            assertEquals("/one?q=s3cret", server.received().get(0).target());
            assertEquals("none", Backend.tokenIn(server.received().get(0)));
            List<String> lines = unmatched(jvm, 2);
            String name = client.kind().startsWith("jdk") ? "java.net.http" : "Apache HttpClient 5";
            assertStarts("http://" + STRANGER + ":" + server.port() + ", " + name + ", 3 calls, ", lines.get(0));
            assertTrue(lines.get(0).contains(" 33.3 % failed, p50 "), lines.get(0));
            assertTrue(lines.get(0).endsWith(", 1 answered 5xx, no timeout set"), lines.get(0));
            assertStarts("http://" + STRANGER + ":" + again.port() + ", " + name + ", 1 calls, ", lines.get(1));
            assertTrue(lines.get(1).contains(" 100 % failed, none answered"), lines.get(1));
            assertFalse(lines.toString().contains("s3cret"), lines::toString);
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void callsOfAServiceAreNot(Client client) {
        String yaml = Backend.yaml() + "  off: { url: 127.0.4.2, mode: off }\n";
        try (AgentJvm jvm = start(client, yaml);
                FaultyServer governed = FaultyServer.at(Backend.ADDRESS).plays(Turn.status(503), Turn.ok());
                FaultyServer off = FaultyServer.at("127.0.4.2");
                FaultyServer stranger = FaultyServer.at(STRANGER)) {
            assertEquals(200, call(jvm, governed.url("/")).status());
            assertEquals(200, call(jvm, off.url("/")).status());
            assertEquals(200, call(jvm, stranger.url("/")).status());

            assertEquals(2, governed.received().size());
            assertStarts(stranger.url(", "), unmatched(jvm, 1).get(0));
            assertEquals(3, callsSeen(jvm), () -> jvm.attribute(Backend.AGENT, "Instrumented"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void aStrangerThatIsCalledOnBehalfOfAServiceIsOneCallOfItsOwn() {
        try (AgentJvm jvm = start(Apache5.classic(Apache5.NEWEST), Backend.yaml());
                FaultyServer governed = FaultyServer.at(Backend.ADDRESS);
                FaultyServer stranger = FaultyServer.at(STRANGER)) {
            Line told = jvm.tell(
                    "CallsOnTheWay", new Line().with("url", governed.url("/")).with("before", stranger.url("/")));

            assertEquals("200", told.require("status"));
            assertEquals("none", Backend.tokenIn(stranger.received().get(0)));
            assertNotEquals("none", Backend.tokenIn(governed.received().get(0)));
            assertStarts(
                    stranger.url(", Apache HttpClient 5, 1 calls, "),
                    unmatched(jvm, 1).get(0));
            assertEquals(2, callsSeen(jvm), () -> jvm.attribute(Backend.AGENT, "Instrumented"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void timeoutsOfTheApplicationAreSeen(Client client) {
        assumeTrue(!client.kind().equals("apache5-minimal"), "it takes none");
        try (AgentJvm jvm = start(client, "");
                FaultyServer server = FaultyServer.at(STRANGER).plays(Turn.ok(), Turn.fault(Fault.HANG))) {
            Line command = command(server.url("/")).with("response-timeout", 20_000); // a first call is slow
            assertEquals(200, new Answer(jvm.ask(command)).status());
            Answer late = new Answer(jvm.ask(command(server.url("/late")).with("response-timeout", 1000)));

            assertFailed(client, client.timedOut(), late);
            String line = unmatched(jvm, 1).get(0);
            assertTrue(line.contains(" 2 calls, ") && line.contains(" 50.0 % failed, "), line);
            assertFalse(line.contains("timeout"), line);
        }
    }

    @Test
    void manyThreadsLoseNoCall() {
        Client client = Apache5.classic(Apache5.NEWEST);
        try (AgentJvm jvm = start(client, "");
                FaultyServer server = FaultyServer.at(STRANGER)) {
            jvm.ask(command(server.url("/")).with("threads", 8).with("times", 25));

            String line = unmatched(jvm, 1).get(0);
            assertTrue(line.contains(" 200 calls, "), line);
            List<String> yaml = suggestion(jvm);
            assertTrue(yaml.contains("    url: http://" + STRANGER + ":" + server.port()), yaml::toString);
            assertTrue(yaml.stream().anyMatch(each -> each.matches("    timeout: \\d+s")), yaml::toString);
        }
    }

    @Test
    void suggestionIsWhatTheNextStartTakes() throws Exception {
        Client client = Apache5.classic(Apache5.NEWEST);
        try (FaultyServer server = FaultyServer.at(STRANGER)) {
            String yaml;
            try (AgentJvm jvm = start(client, "")) {
                jvm.ask(command(server.url("/")).with("threads", 4).with("times", 30));
                yaml = String.join("\n", suggestion(jvm));
            }
            try (AgentJvm jvm = start(client, yaml)) {
                assertEquals(200, call(jvm, server.url("/")).status());

                assertEquals("ACTIVE", jvm.attribute(Backend.AGENT, "Status"));
                assertEquals("[]", jvm.attribute(Backend.AGENT, "ConfigurationProblems"));
                assertEquals("[]", jvm.attribute(Backend.AGENT, "UnmatchedHosts"));
                assertEquals("1", jvm.attribute("io.resil:type=CircuitBreaker,service=host-127-0-4-1", "Calls"));
            }
        }
    }

    @Test
    void thousandHostsAreKeptAndTheOthersAreOneLine() {
        try (AgentJvm jvm = start(Apache5.classic(Apache5.NEWEST), "")) {
            Line told = jvm.tell("ManyHosts", new Line().with("hosts", 1100).with("port", 9));

            assertEquals("1100", told.require("refused"));
            List<String> lines = unmatched(jvm, 1001);
            assertStarts("others, for which 1000 hosts left no room, 100 calls", lines.get(1000));
        }
    }

    /** On top of it come the arguments that woven code hands over, which a fully optimised JVM leaves out. */
    @Test
    void callAllocatesNothingForBeingCounted() {
        Client client = Apache5.classic(Apache5.NEWEST);
        try (FaultyServer server = FaultyServer.at(STRANGER);
                AgentJvm with = start(client, "");
                AgentJvm without =
                        builder(client, "").option("-Dresil.enabled=false").start()) {
            long counted = allocated(with, server);
            long plain = allocated(without, server);

            long arguments = 32;
            assertTrue(counted <= plain + arguments, "counted " + counted + " bytes, plain " + plain);
            assertTrue(unmatched(with, 1).get(0).contains(" 1300 calls, "));
        }
    }

    private static long allocated(AgentJvm jvm, FaultyServer server) {
        return Long.parseLong(
                jvm.tell("Allocation", new Line().with("url", server.url("/"))).require("bytes"));
    }

    // ----

    private static AgentJvm start(Client client, String yaml) {
        AgentJvm jvm = builder(client, yaml).start();
        jvm.ask(new Line().with("do", "client").with("name", "client").with("kind", client.kind()));
        return jvm;
    }

    private static AgentJvm.Builder builder(Client client, String yaml) {
        AgentJvm.Builder builder = AgentJvm.configured(yaml);
        client.libraries().forEach(builder::library);
        return yaml.isEmpty() ? builder.withoutArgument() : builder;
    }

    private static Line command(String url) {
        return new Line()
                .with("do", "call")
                .with("client", "client")
                .with("method", "GET")
                .with("url", url);
    }

    private static Answer call(AgentJvm jvm, String url) {
        return new Answer(jvm.ask(command(url)));
    }

    /** By all woven classes. */
    private static long callsSeen(AgentJvm jvm) {
        return CALLS.matcher(jvm.attribute(Backend.AGENT, "Instrumented"))
                .results()
                .mapToLong(calls -> Long.parseLong(calls.group(1)))
                .sum();
    }

    /** An asynchronous call is counted a moment after the application has its answer. */
    private static List<String> unmatched(AgentJvm jvm, int expected) {
        await().until(() ->
                lines(jvm).size() == expected && lines(jvm).stream().noneMatch(line -> line.contains(" 0 calls")));
        return lines(jvm);
    }

    private static List<String> lines(AgentJvm jvm) {
        String text = jvm.attribute(Backend.AGENT, "UnmatchedHosts");
        String inside = text.substring(1, text.length() - 1);
        return inside.isEmpty() ? List.of() : List.of(inside.split(", (?=https?://|others)"));
    }

    private static List<String> suggestion(AgentJvm jvm) {
        Line told =
                jvm.tell("Invoked", new Line().with("bean", Backend.AGENT).with("operation", "suggestConfiguration"));
        return IntStream.iterate(0, n -> told.get("line." + n) != null, n -> n + 1)
                .mapToObj(n -> told.get("line." + n))
                .toList();
    }

    private static void assertFailed(Client client, String failure, Answer answer) {
        String expected = client.can(Client.Ability.HIDES_CAUSES)
                ? "org.apache.hc.core5.http.nio.support.classic.TransportException"
                : failure;
        assertEquals(expected, answer.failure());
    }

    private static void assertStarts(String expected, String line) {
        assertTrue(line.startsWith(expected), line);
    }
}
