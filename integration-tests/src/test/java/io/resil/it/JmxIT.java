package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.common.Json;
import java.util.List;
import java.util.Set;
import javax.management.Attribute;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/**
 * What an operator sees and does, from a console in another JVM, which does not have the agent. One test after the other:
 * each attaches to the same JVM.
 */
@ExtendWith(Scenes.class)
@Execution(ExecutionMode.SAME_THREAD)
class JmxIT implements Caller {

    private static final Set<String> OF_A_BREAKER = Set.of(
            "Service",
            "DisplayName",
            "Mode",
            "State",
            "StateSince",
            "SecondsUntilProbe",
            "OpenedBecause",
            "FailureThreshold",
            "ConsecutiveFailures",
            "Calls",
            "Attempts",
            "Successes",
            "Failures",
            "Neutral",
            "Rejections",
            "Retries",
            "RetriesDenied",
            "Timeouts",
            "Fallbacks",
            "InFlight",
            "TimesOpened",
            "MeanTimeToRecoverySeconds",
            "SecondsInState",
            "LastFailure",
            "LastFailureTime",
            "LatencyMillisP50",
            "LatencyMillisP99",
            "WouldHaveRejected",
            "WouldHaveRejectedSuccesses",
            "WouldHaveRetried",
            "WouldHaveTimedOut",
            "WouldHaveFallenBack",
            "ThreadSecondsSaveable");

    private static final Set<String> OF_THE_AGENT = Set.of(
            "Version",
            "Status",
            "ConfigurationFile",
            "ConfigurationProblems",
            "Instrumented",
            "AgentFaults",
            "UnmatchedHosts",
            "Decisions");

    @Override
    public Client client() {
        return Apache5.classic(Apache5.NEWEST);
    }

    @Test
    void consoleFindsTheBeansOfAnApplicationThatNeverAskedForThem() throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(Backend.yaml()).start();
                Console console = Console.of(jvm)) {
            assertEquals(Set.of(Backend.AGENT, Backend.BEAN), console.beans());
        }
    }

    @Test
    @Service("breaker: { failure-threshold: 100 }")
    void everyAttributeOfABreakerIsReadableAsAnOpenType(Scene scene) throws Exception {
        scene.get(scene.refusing()).now();
        try (Console console = Console.of(scene.jvm())) {
            assertReadable(console, bean(scene), OF_A_BREAKER);
            assertEquals(scene.service(), console.read(bean(scene), "Service"));
            assertEquals(4L, console.read(bean(scene), "Attempts"));
            assertEquals(3L, console.read(bean(scene), "Retries"));
            assertEquals(4, console.read(bean(scene), "ConsecutiveFailures"));
            assertTrue(console.read(bean(scene), "LastFailure").toString().contains("refused"));
        }
    }

    @Test
    @Service
    void everyAttributeOfTheAgentIsReadableAsAnOpenType(Scene scene) throws Exception {
        scene.get(scene.refusing()).now();
        try (Console console = Console.of(scene.jvm())) {
            assertReadable(console, Backend.AGENT, OF_THE_AGENT);
            assertEquals("ACTIVE", console.read(Backend.AGENT, "Status"));
            assertEquals(0L, console.read(Backend.AGENT, "AgentFaults"));
            String[] instrumented = (String[]) console.read(Backend.AGENT, "Instrumented");
            assertTrue(
                    List.of(instrumented).stream()
                            .anyMatch(
                                    line -> line.matches("Apache HttpClient 5, org\\.apache\\.\\S+, \\S+, woven, .*")),
                    () -> String.join("\n", instrumented));
        }
    }

    private static void assertReadable(Console console, String bean, Set<String> expected) throws Exception {
        List<MBeanAttributeInfo> attributes = console.attributes(bean);
        List<String> names =
                attributes.stream().map(MBeanAttributeInfo::getName).toList();
        assertTrue(names.containsAll(expected), names::toString);
        for (MBeanAttributeInfo attribute : attributes) {
            OpenType<?> type =
                    assertInstanceOf(OpenType.class, attribute.getDescriptor().getFieldValue("openType"));
            Object value = console.read(bean, attribute.getName());
            assertTrue(type.isValue(value), () -> attribute + " = " + value);
            assertTrue(
                    !attribute.getDescription().isEmpty()
                            && !attribute.getDescription().equals(attribute.getName()),
                    () -> "described: " + attribute);
        }
    }

    // ---- operations

    @Test
    @Service("breaker: { failure-threshold: 1, failure-statuses: [500] }, retry: none")
    void breakerIsForcedAndReleased(Scene scene) throws Exception {
        FaultyServer server = scene.server();
        try (Console console = Console.of(scene.jvm())) {
            console.invoke(bean(scene), "forceOpen");
            assertEquals("FORCED_OPEN", console.read(bean(scene), "State"));
            assertTrue(scene.get(server.url("/")).now().isRejected());

            console.invoke(bean(scene), "forceClosed");
            assertEquals("CLOSED", console.read(bean(scene), "State"));
            assertEquals(200, scene.get(server.url("/")).now().status());

            console.invoke(bean(scene), "disable");
            assertEquals("DISABLED", console.read(bean(scene), "State"));
            server.plays(Turn.status(500), Turn.status(500), Turn.ok());
            assertEquals(500, scene.get(server.url("/")).now().status());
            assertEquals(500, scene.get(server.url("/")).now().status());

            console.invoke(bean(scene), "enable");
            assertEquals("CLOSED", console.read(bean(scene), "State"));
            assertEquals(200, scene.get(server.url("/")).now().status());
        }
    }

    @Test
    @Service
    void statisticsAreReset(Scene scene) throws Exception {
        FaultyServer server = scene.server();
        scene.get(server.url("/")).now();
        try (Console console = Console.of(scene.jvm())) {
            assertEquals(1L, console.read(bean(scene), "Calls"));

            console.invoke(bean(scene), "resetStatistics");

            assertEquals(0L, console.read(bean(scene), "Calls"));
            assertEquals(0L, console.read(bean(scene), "Successes"));
            assertEquals(Double.NaN, console.read(bean(scene), "LatencyMillisP50"));
        }
    }

    @Test
    @Service("token: { header: X-Internal-Token, value: s3cret }")
    void modeOffLiftsEveryPolicyOfTheService(Scene scene) throws Exception {
        try (Console console = Console.of(scene.jvm())) {
            console.invoke(bean(scene), "setMode", "off");
            assertEquals("off", console.read(bean(scene), "Mode"));
            assertEquals("none", Backend.tokenSentIn(scene));

            console.server().setAttribute(new ObjectName(bean(scene)), new Attribute("Mode", "enforce"));
            assertEquals("s3cret", Backend.tokenSentIn(scene));

            RuntimeMBeanException refused =
                    assertThrows(RuntimeMBeanException.class, () -> console.invoke(bean(scene), "setMode", "on"));
            assertTrue(refused.getCause().getMessage().contains("mode = on"), refused::toString);
        }
    }

    // ---- what it tells

    @Test
    @Service("breaker: { failure-threshold: 2 }, retry: none")
    void transitionsAreNotifiedAsChangesOfTheState(Scene scene) throws Exception {
        FaultyServer server = scene.server().plays(Turn.status(500));
        try (Console console = Console.of(scene.jvm())) {
            List<Notification> heard = console.listen(bean(scene));
            scene.get(server.url("/")).now();
            scene.get(server.url("/")).now();
            await().until(() -> heard.size() == 1);
            console.invoke(bean(scene), "forceClosed");
            await().until(() -> heard.size() == 2);

            AttributeChangeNotification opened = assertTransition(scene, heard.get(0), "CLOSED", "OPEN");
            assertEquals("CLOSED -> OPEN (threshold reached: 2/2)", opened.getMessage());
            AttributeChangeNotification closed = assertTransition(scene, heard.get(1), "OPEN", "CLOSED");
            assertTrue(closed.getSequenceNumber() > opened.getSequenceNumber());
        }
    }

    @Test
    @Service("breaker: { failure-threshold: 2 }, retry: none")
    void decisionsSayWhatOpenedAndWhatAnOperatorDid(Scene scene) throws Exception {
        FaultyServer server = scene.server().plays(Turn.status(500));
        try (Console console = Console.of(scene.jvm())) {
            scene.get(server.url("/")).now();
            scene.get(server.url("/")).now();
            console.invoke(bean(scene), "forceClosed");
            console.invoke(bean(scene), "setMode", "observe");

            List<String> ofThisService = List.of((String[]) console.read(Backend.AGENT, "Decisions")).stream()
                    .filter(line -> line.contains(" " + scene.service() + ": "))
                    .map(line -> line.substring(line.indexOf(": ") + 2))
                    .toList();

            assertEquals(
                    List.of(
                            "CLOSED -> OPEN (threshold reached: 2/2)",
                            "forceClosed (by JMX, was OPEN)",
                            "setMode observe (by JMX, was enforce)"),
                    ofThisService);
            JsonNode newest = Json.node((String) console.invoke(Backend.AGENT, "statusJson"))
                    .get("decisions");
            assertTrue(newest.findValuesAsText("service").contains(scene.service()), newest::toString);
        }
    }

    private static AttributeChangeNotification assertTransition(Scene scene, Notification heard, String from, String to)
            throws Exception {
        assertEquals(AttributeChangeNotification.class, heard.getClass());
        assertEquals("io.resil.breaker.transition", heard.getType());
        assertEquals(new ObjectName(bean(scene)), heard.getSource());
        AttributeChangeNotification change = (AttributeChangeNotification) heard;
        assertEquals("State", change.getAttributeName());
        assertEquals("java.lang.String", change.getAttributeType());
        assertEquals(from, change.getOldValue());
        assertEquals(to, change.getNewValue());
        return change;
    }

    @Test
    @Service("name: \"Quoted \\\" and ünïcödé\"")
    void statusIsJson(Scene scene) throws Exception {
        scene.get(scene.server().url("/")).now();
        try (Console console = Console.of(scene.jvm())) {
            JsonNode status = Json.node((String) console.invoke(Backend.AGENT, "statusJson"));

            assertEquals("ACTIVE", status.get("status").asText());
            JsonNode service = service(status, "status-is-json");
            assertEquals("Quoted \" and ünïcödé", service.get("displayName").asText());
            assertEquals("CLOSED", service.get("state").asText());
            assertEquals(1, service.get("successes").asInt());
            assertTrue(service.get("latencyMillisP99").isNumber());
            assertTrue(service.get("meanTimeToRecoverySeconds").isNull(), "not yet");
        }
    }

    private static JsonNode service(JsonNode status, String id) {
        for (JsonNode service : status.get("services")) {
            if (service.get("service").asText().equals(id)) {
                return service;
            }
        }
        throw new AssertionError("no " + id + " in " + status);
    }

    private static String bean(Scene scene) {
        return "io.resil:type=CircuitBreaker,service=" + scene.service();
    }
}
