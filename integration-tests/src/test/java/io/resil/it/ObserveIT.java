package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.Client.Ability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service that is observed: on the wire and to the application it is as if there were no agent, which a second JVM,
 * without one, is asked for; and what would have been done is counted.
 */
class ObserveIT {

    private static final String COMPARED = "127.0.3.2";
    private static final String COUNTED = "127.0.3.3";
    private static final String BEAN = "io.resil:type=CircuitBreaker,service=";
    private static final String TOKEN = "X-Internal-Token";

    /** Whatever is done by mistake shows: a wait takes long, and an answer of ours says so. */
    private static final String YAML =
            """
            mode: observe
            log: { target: stderr, level: debug }
            defaults:
              token: { header: X-Internal-Token, value: s3cret }
              fallback: { status: 200, body: made here }
            services:
              compared:
                url: 127.0.3.2
                idle-timeout: 100ms
                max-concurrent: 1
                retry: { backoff: 10s }
                breaker: { failure-threshold: 1 }
              counted:
                name: Chroma Server
                url: 127.0.3.3
                timeout: 2500ms
                retry: { backoff: 20ms }
                breaker: { failure-threshold: 3 }
            """;

    private static final Map<Client, Pair> PAIRS = new ConcurrentHashMap<>();

    /** The same application twice. */
    private record Pair(AgentJvm observed, AgentJvm bare, FaultyServer warming) {}

    static Stream<Client> clients() {
        return Stream.of(
                Apache5.classic(Apache5.NEWEST), Apache5.overAsync(Apache5.NEWEST), Jdk.send(), Jdk.sendAsync());
    }

    /** The classic client over the asynchronous one waits 20 s for a body that does not come, without the agent too. */
    static Stream<Client> clientsThatKnowTheEnd() {
        return clients().filter(client -> !client.can(Ability.HIDES_CAUSES));
    }

    private static Pair pair(Client client) {
        assumeTrue(AgentJvm.javaVersion() >= client.since());
        return PAIRS.computeIfAbsent(
                client,
                any -> new Pair(
                        builder(client).start(),
                        builder(client).withoutAgent().start(),
                        FaultyServer.at(Scene.ELSEWHERE)));
    }

    private static AgentJvm.Builder builder(Client client) {
        AgentJvm.Builder builder = AgentJvm.configured(YAML);
        client.libraries().forEach(builder::library);
        return builder;
    }

    @AfterAll
    static void end() {
        for (Pair pair : PAIRS.values()) {
            pair.observed().close();
            pair.bare().close();
            pair.warming().close();
        }
        PAIRS.clear();
    }

    private static Scene scene(Client client, AgentJvm jvm, String service, String address) {
        return new Scene(jvm, () -> jvm, client, service, address)
                .warmingAt(pair(client).warming().url("/"));
    }

    // ---- nothing is changed

    private interface Play {
        void play(Scene scene, FaultyServer server, List<Answer> answers);
    }

    private static void assertSame(Client client, Play play) throws Exception {
        assertEquals(
                seen(client, pair(client).bare(), play),
                seen(client, pair(client).observed(), play));
        assertEquals("0", pair(client).observed().attribute(Backend.AGENT, "AgentFaults"));
    }

    /** Every byte that came over the wire, and everything the application got, ports and what else differs left out. */
    private static List<String> seen(Client client, AgentJvm jvm, Play play) throws Exception {
        try (Scene scene = scene(client, jvm, "compared", COMPARED)) {
            FaultyServer server = scene.server();
            List<Answer> answers = new ArrayList<>();
            play.play(scene, server, answers);
            List<String> seen = new ArrayList<>();
            for (Received each : server.received()) {
                seen.add("connection " + each.connection() + ": " + each.raw());
            }
            for (Answer each : answers) {
                assertTrue(each.took().toSeconds() < 8, () -> "waited: " + each);
                seen.add(text(client, each));
            }
            seen.replaceAll(
                    line -> line.replaceAll("127\\.0\\.3\\.2:\\d+", "SERVER").replaceAll("/127[.0-9]+:\\d+", "/PEER"));
            return seen;
        }
    }

    /** What is behind a timeout of the JDK depends on which of its threads is faster. */
    private static String text(Client client, Answer answer) {
        boolean isTimeout = answer.failure().equals(client.timedOut());
        return String.join(
                "\n",
                answer.status() + " " + answer.body(),
                answer.thrown() + " " + (isTimeout ? answer.failure() : answer.chain() + " " + answer.suppressed()),
                answer.message(),
                answer.requestHeaders().toString(),
                String.valueOf(answer.line().get("future")));
    }

    @ParameterizedTest
    @MethodSource("clientsThatKnowTheEnd")
    void requestsAndAnswersAreThoseOfTheClient(Client client) throws Exception {
        assertSame(client, (scene, server, answers) -> {
            server.plays(request -> switch (request.path()) {
                case "/moved" -> Turn.redirect(302, "/here");
                case "/kept" -> Turn.redirect(307, "/here");
                case "/gone" -> Turn.status(404);
                case "/down" -> Turn.status(500);
                case "/busy" -> Turn.status(429).header("Retry-After", "1");
                default -> Turn.ok();
            });
            answers.add(scene.get(server.url("/query?x=1")).now());
            answers.add(scene.post(server.url("/query")).header("X-Own", "mine").now());
            answers.add(scene.request("HEAD", server.url("/head")).now());
            answers.add(scene.get(server.url("/moved")).now());
            answers.add(scene.post(server.url("/kept")).now());
            answers.add(scene.get(server.url("/gone")).now());
            answers.add(scene.get(server.url("/down")).now());
            answers.add(scene.post(server.url("/down")).now());
            answers.add(scene.post(server.url("/query")).with("one-shot", true).now());
            answers.add(scene.post(server.url("/busy")).now());
            answers.add(scene.get(server.url("/again")).now());
            assertFalse(server.received().stream()
                    .anyMatch(each -> each.header(TOKEN).isPresent()));
            assertFalse(answers.stream().anyMatch(each -> each.body().equals("made here")));
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void unavailableServiceIsAskedAgainByTheClientAlone(Client client) throws Exception {
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.status(503));
            answers.add(scene.get(server.url("/")).now());
            assertEquals(503, answers.get(0).status());
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void connectionsThatBreakFailAsTheyDoWithoutTheAgent(Client client) throws Exception {
        for (Fault fault : List.of(
                Fault.RESET_WITHOUT_ANSWER, Fault.CLOSE_WITHOUT_ANSWER, Fault.RESET_MID_HEAD, Fault.SPEAK_GIBBERISH)) {
            assertSame(client, (scene, server, answers) -> {
                server.plays(Turn.fault(fault));
                answers.add(scene.get(server.url("/")).now());
                answers.add(scene.post(server.url("/")).now());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("clientsThatKnowTheEnd")
    void bodyThatBreaksOffFailsAsItDoesWithoutTheAgent(Client client) throws Exception {
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.fault(Fault.RESET_MID_BODY));
            answers.add(scene.get(server.url("/")).now());
            answers.add(scene.post(server.url("/")).now());
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void clientStillReplaysByItself(Client client) throws Exception {
        assumeTrue(client.can(Ability.REPLAYS));
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.fault(Fault.RESET_WITHOUT_ANSWER), Turn.ok());
            answers.add(scene.get(server.url("/")).now());
            assertEquals(2, server.received().size());
            assertEquals(200, answers.get(0).status());
        });
    }

    /** Of a client that does not replay, it hangs on which of its threads is faster whether the next call finds it dead. */
    @ParameterizedTest
    @MethodSource("clients")
    void connectionThatWasKeptAndIsDeadIsTheClientsAffair(Client client) throws Exception {
        assumeTrue(client.can(Ability.REPLAYS));
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.fault(Fault.CLOSE_AFTER_ANSWER), Turn.ok());
            answers.add(scene.get(server.url("/")).now());
            answers.add(scene.get(server.url("/")).now());
            answers.add(scene.get(server.url("/")).now());
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void refusedConnectionsAndTimeoutsAreTheClientsOwn(Client client) throws Exception {
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.fault(Fault.HANG));
            answers.add(scene.get(server.url("/")).with("response-timeout", 300).now());
            answers.add(scene.get(scene.refusing()).now());
            answers.add(scene.post(scene.refusing()).now());
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bodyMayPauseForLongerThanTheIdleTimeout(Client client) throws Exception {
        assertSame(client, (scene, server, answers) -> {
            server.plays(Turn.ok()
                    .with(Fault.TRICKLE_BODY)
                    .pace(Duration.ofMillis(200))
                    .body("ten parts!"));
            answers.add(scene.get(server.url("/")).now());
            assertEquals("ten parts!", answers.get(0).body());
        });
    }

    // ---- what is counted

    @ParameterizedTest
    @MethodSource("clients")
    void countersAreWhatAHandCountSays(Client client) throws Exception {
        try (AgentJvm jvm = builder(client).start();
                Scene scene = scene(client, jvm, "counted", COUNTED)) {
            FaultyServer server = scene.server();
            server.plays(request -> switch (request.path()) {
                case "/busy" -> Turn.status(503);
                case "/slow" -> Turn.ok().after(Duration.ofMillis(3500));
                case "/down" -> Turn.status(500);
                default -> Turn.ok();
            });
            assertEquals(503, statusOf(scene, scene.get(server.url("/busy")))); // would have been retried
            assertEquals(200, statusOf(scene, scene.get(server.url("/"))));
            assertEquals(200, statusOf(scene, scene.get(server.url("/slow")))); // timed out, and fallen back
            assertEquals(500, statusOf(scene, scene.get(server.url("/down")))); // fallen back
            assertEquals(500, statusOf(scene, scene.post(server.url("/down")))); // the same, and opened the breaker
            assertEquals(200, statusOf(scene, scene.get(server.url("/")))); // rejected, and fallen back
            assertEquals(200, statusOf(scene, scene.post(server.url("/"))));
            assertEquals(500, statusOf(scene, scene.get(server.url("/down"))));

            assertEquals("observe", scene.breaker("Mode"));
            assertEquals("OPEN", scene.breaker("State"));
            assertEquals("threshold reached: 3/3", scene.breaker("OpenedBecause"));
            assertEquals("8", scene.breaker("Calls"));
            assertEquals("8", scene.breaker("Attempts"));
            assertEquals("4", scene.breaker("Successes"));
            assertEquals("4", scene.breaker("Failures"));
            assertEquals("0", scene.breaker("Rejections"));
            assertEquals("0", scene.breaker("Retries"));
            assertEquals("0", scene.breaker("Timeouts"));
            assertEquals("0", scene.breaker("Fallbacks"));
            assertEquals("3", scene.breaker("WouldHaveRejected"));
            assertEquals("2", scene.breaker("WouldHaveRejectedSuccesses"));
            assertEquals("1", scene.breaker("WouldHaveRetried"));
            assertEquals("1", scene.breaker("WouldHaveTimedOut"));
            assertEquals("6", scene.breaker("WouldHaveFallenBack"));
            double saveable = Double.parseDouble(scene.breaker("ThreadSecondsSaveable"));
            boolean holdsThreads = !client.can(Ability.WRAPS);
            assertTrue(holdsThreads ? saveable > 0.9 && saveable < 3 : saveable == 0, () -> saveable + " s");
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            assertLogged(jvm.errors());
        }
    }

    /** A future of the client's own may complete a moment before the call is counted. */
    private static int statusOf(Scene scene, Scene.Request request) {
        int status = request.now().status();
        await().until(() -> scene.breaker("InFlight").equals("0"));
        return status;
    }

    private static void assertLogged(List<String> lines) {
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.endsWith("services compared, counted, mode observe"
                                + " (nothing is changed, no token is added)")),
                lines::toString);
        List<String> loud = lines.stream()
                .filter(line -> line.contains("[Chroma Server]") && !line.contains("DEBUG"))
                .toList();
        assertEquals(1, loud.size(), lines::toString);
        assertTrue(
                loud.get(0)
                        .endsWith("[Chroma Server] (observing) Circuit breaker would be OPEN (threshold reached: 3/3)"),
                loud::toString);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void modeIsSwitchedForCallsThatStartAfterIt(Client client) throws Exception {
        try (AgentJvm jvm = builder(client).start();
                Scene scene = scene(client, jvm, "counted", COUNTED);
                Console console = Console.of(jvm)) {
            CountDownLatch gate = new CountDownLatch(1);
            FaultyServer server = scene.server().plays(Turn.status(500).when(gate), Turn.status(500));
            Scene.Call underWay = scene.post(server.url("/")).begin();
            await().until(() -> server.received().size() == 1);

            console.invoke(BEAN + "counted", "setMode", "enforce");
            assertEquals("enforce", scene.breaker("Mode"));
            assertEquals("made here", scene.post(server.url("/")).now().body());
            gate.countDown();
            assertEquals(500, underWay.answer().status());

            console.invoke(BEAN + "counted", "setMode", "observe");
            assertEquals(500, scene.post(server.url("/")).now().status());
            console.invoke(BEAN + "counted", "setMode", "off");
            assertEquals(500, scene.post(server.url("/")).now().status());

            assertEquals(
                    List.of("none", "s3cret", "none", "none"),
                    server.received().stream()
                            .map(each -> each.header(TOKEN).orElse("none"))
                            .toList());
            assertEquals("3", scene.breaker("Calls"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }
}
