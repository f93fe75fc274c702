package io.resil.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.resil.it.app.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to {@code java.net.http}, beyond what all clients are held to. */
@ExtendWith(Scenes.class)
class JdkHttpIT implements Caller {

    /** Its wrappings and itself; what caused it differs from run to run, without the agent too. */
    private static final String TO_THE_FAILURE = "^((?:java\\.util\\.concurrent\\.\\w+ < )*[^ ]+).*$";

    private static final String WITH_TOKEN = "token: { header: X-Internal-Token, value: s3cret }";

    @Override
    public Client client() {
        return Jdk.send();
    }

    // ---- handlers of bodies

    @ParameterizedTest
    @ValueSource(strings = {"stream", "lines", "file"})
    @Service("breaker: { failure-threshold: 100 }")
    void handlerSeesTheFinalResponseOnlyAndOnce(String into, Scene scene) {
        FaultyServer server =
                scene.server().plays(Turn.status(503).body("a longer body than that of the answer"), Turn.ok());

        Line told = tell(scene, "JdkBodies", server.url("/"), "into", into);

        assertEquals("200", told.require("status"));
        assertEquals("status 200", told.require("body"));
        assertEquals("1", told.require("applied"));
        assertEquals(2, server.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "lines", "file"})
    @Service("breaker: { failure-threshold: 100 }")
    void handlerSeesTheLastFailureWhenRetriesAreExhausted(String into, Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        Line told = tell(scene, "JdkBodies", server.url("/"), "into", into);

        assertEquals("status 503", told.require("body"));
        assertEquals("1", told.require("applied"));
        assertEquals(4, server.received().size());
    }

    // ---- HTTP/2 over TLS

    @Test
    @Service(WITH_TOKEN)
    void http2CallIsRetriedWithItsToken(Scene scene) {
        WireMockServer server = http2(scene, aResponse().withStatus(503), aResponse());

        Answer answer = overHttp2(scene, server);

        assertEquals(200, answer.status());
        assertEquals("HTTP_2", answer.line().get("version"));
        List<String> tokens = server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getHeader("X-Internal-Token"))
                .toList();
        assertEquals(List.of("s3cret", "s3cret"), tokens);
    }

    @Test
    @Service("timeout: 6s, retry: none")
    void http2CallIsBoundedByTheTimeout(Scene scene) {
        WireMockServer server = http2(scene, aResponse(), aResponse().withFixedDelay(20_000));
        assertEquals(200, overHttp2(scene, server).status());

        Answer answer = overHttp2(scene, server);

        assertEquals("java.net.http.HttpTimeoutException", answer.failure());
        assertTrue(answer.took().toMillis() < 18_000, answer::toString);
        assertEquals("1", scene.breaker("Timeouts"));
    }

    private static WireMockServer http2(Scene scene, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        Certificates certificates = Certificates.get();
        WireMockServer server = new WireMockServer(options()
                .bindAddress(scene.address())
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificates.keyStore().toString())
                .keystoreType("PKCS12")
                .keystorePassword(certificates.password())
                .keyManagerPassword(certificates.password()));
        server.start();
        scene.closing(server::stop);
        server.stubFor(
                get(urlEqualTo("/")).inScenario("turns").willReturn(first).willSetStateTo("then"));
        server.stubFor(get(urlEqualTo("/"))
                .inScenario("turns")
                .whenScenarioStateIs("then")
                .willReturn(then));
        return server;
    }

    private static Answer overHttp2(Scene scene, WireMockServer server) {
        return scene.with("trust", Certificates.get().certificate())
                .get("https://" + scene.address() + ":" + server.httpsPort() + "/")
                .now();
    }

    // ---- what can be sent once only

    @Test
    @Service(WITH_TOKEN)
    void handshakeOfAWebSocketGetsTheTokenAndIsNotRetried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));

        Line told = tell(scene, "JdkWebSocket", server.url("/").replace("http:", "ws:"));

        assertEquals("java.net.http.WebSocketHandshakeException", told.require("failure"));
        assertEquals(1, server.received().size());
        Received handshake = server.received().get(0);
        assertEquals("s3cret", Backend.tokenIn(handshake));
        assertTrue(handshake.header("Sec-WebSocket-Key").isPresent(), handshake::toString);
        assertEquals("websocket", handshake.header("Upgrade").orElse("none"));
    }

    @Test
    @Service
    void handshakeOfAWebSocketIsNotRetriedWhenRefused(Scene scene) {
        tell(scene, "JdkWebSocket", scene.refusing().replace("http:", "ws:"));

        assertEquals("1", scene.breaker("Attempts"));
    }

    @Test
    @Service
    void callThatTakesPushedResponsesIsNotRetried(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        Line told = tell(scene, "JdkPush", server.url("/"));

        assertEquals("503", told.require("status"));
        assertEquals(1, server.received().size());
    }

    // ---- futures

    @Test
    @Service("retry: { backoff: 1s }")
    void callOutlivesAClientThatNobodyHolds(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());

        Line told = tell(scene, "JdkDiscarded", server.url("/"));

        assertEquals("200", told.require("status"));
        assertEquals(2, server.received().size());
    }

    @Test
    @Service("retry: { backoff: 5s }")
    void cancellingWhatDerivesFromACallEndsItsWait(Scene scene) throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 16, "since Java 16 the client passes such a cancellation on");
        FaultyServer server = scene.server().plays(Turn.status(503));
        Path signal = Files.createTempDirectory("signal").resolve("cancel");
        Line command =
                new Line().with("url", server.url("/")).with("when", signal).with("patience", 3_000);
        AgentJvm.Asked asked =
                scene.jvm().begin(command.with("do", "story").with("name", "io.resil.it.app.JdkCancelled"));
        await().until(() -> scene.breaker("Retries").equals("0")
                && scene.breaker("Failures").equals("1"));
        Files.createFile(signal);

        Line told = scene.jvm().await(asked.answer());

        assertTrue(told.is("cancelled") && told.is("derived"), told::toString);
        assertEquals("java.util.concurrent.CancellationException", told.require("failure"));
        assertEquals(1, server.received().size());
        await().until(() -> scene.breaker("InFlight"), "0"::equals);
    }

    /** The application elsewhere is the measure: it is not governed. */
    @Test
    @Service("retry: none, breaker: none")
    void failuresComeInTheShapesThatTheClientGivesThem(Scene scene) {
        String elsewhere = scene.refusingAt(Scene.ELSEWHERE);
        assertSameShapes(tell(scene, "JdkFailures", elsewhere), tell(scene, "JdkFailures", scene.refusing()));

        FaultyServer here = scene.server().plays(Turn.fault(Fault.HANG));
        FaultyServer there = scene.serverElsewhere().plays(Turn.fault(Fault.HANG));
        assertSameShapes(
                tell(scene, "JdkFailures", there.url("/"), "response-timeout", "300"),
                tell(scene, "JdkFailures", here.url("/"), "response-timeout", "300"));

        here.plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));
        there.plays(Turn.fault(Fault.CLOSE_WITHOUT_ANSWER));
        assertSameShapes(
                tell(scene, "JdkFailures", there.url("/"), "method", "POST"),
                tell(scene, "JdkFailures", here.url("/"), "method", "POST"));
    }

    private static void assertSameShapes(Line expected, Line told) {
        assertEquals(shapes(expected), shapes(told));
    }

    private static Map<String, String> shapes(Line told) {
        Map<String, String> shapes = told.below("");
        shapes.remove("id");
        shapes.replaceAll((name, shape) -> shape.replaceFirst(TO_THE_FAILURE, "$1"));
        return shapes;
    }

    @Test
    @Service
    void rejectionComesInTheShapesOfAFailure(Scene scene) {
        scene.operate("forceOpen");

        Line told = tell(scene, "JdkFailures", scene.refusing());

        assertEquals(Answer.REJECTED, told.require("send"));
        assertEquals("java.util.concurrent.ExecutionException < " + Answer.REJECTED, told.require("get"));
        assertEquals("java.util.concurrent.CompletionException < " + Answer.REJECTED, told.require("join"));
        assertEquals("java.util.concurrent.CompletionException < " + Answer.REJECTED, told.require("seen"));
        assertTrue(told.is("exceptional"));
        assertFalse(told.is("cancelled"));
    }

    // ---- threads

    @Test
    @Service("timeout: 1500ms, breaker: { failure-threshold: 100 }")
    void applicationNeverGoesOnOnAThreadOfTheAgent(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503), Turn.ok());
        assertNotOurs("200", tell(scene, "JdkCompletions", server.url("/")));
        assertNotOurs("200", tell(scene, "JdkCompletions", server.url("/")));
        server.plays(Turn.status(503));
        assertNotOurs("503", tell(scene, "JdkCompletions", server.url("/")));
        server.plays(Turn.fault(Fault.HANG));
        assertNotOurs("0", tell(scene, "JdkCompletions", server.url("/")));
        assertNotOurs("0", tell(scene, "JdkCompletions", scene.refusing()));
    }

    @Test
    @Service("retry: { backoff: 4s }")
    void applicationGoesOnOnNoThreadOfTheAgentWhenTheBreakerOpensMeanwhile(Scene scene) {
        FaultyServer server = scene.server().plays(Turn.status(503));
        AgentJvm.Asked asked = scene.jvm()
                .begin(new Line()
                        .with("do", "story")
                        .with("name", "io.resil.it.app.JdkCompletions")
                        .with("url", server.url("/")));
        await().until(() -> scene.breaker("Failures"), "1"::equals);
        scene.operate("forceOpen");

        assertNotOurs("503", scene.jvm().await(asked.answer()));
        assertEquals(1, server.received().size());
    }

    private static void assertNotOurs(String status, Line told) {
        assertEquals(status, told.require("status"), told::toString);
        assertFalse(told.require("thread").startsWith("resil"), told::toString);
    }

    private static Line tell(Scene scene, String story, String url, String... details) {
        Line command = new Line().with("url", url);
        for (int i = 0; i < details.length; i += 2) {
            command.with(details[i], details[i + 1]);
        }
        return scene.jvm().tell(story, command);
    }
}
