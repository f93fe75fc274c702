package io.resil.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.CallScript;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.WouldHave;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.api.AgentMXBean;
import io.resil.api.CircuitBreakerMXBean;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.AttributeChangeNotification;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<String> faults = new ArrayList<>();
    private final FixedView chroma = new FixedView("chroma");
    private final AgentView agent = new FixedAgent(() -> new AgentSnapshot(
            "1.2.3",
            "ACTIVE",
            "/etc/resil.yaml",
            "2026-05-01T10:15:30Z applied",
            List.of("a \"warning\""),
            List.of("Apache HttpClient 5, woven"),
            7,
            List.of(chroma.snapshot())));
    private final Registration registration = new Registration(
            agent, (place, fault) -> faults.add(place + ": " + fault.getClass().getSimpleName()));

    private static ObjectName breaker(String service) throws Exception {
        return new ObjectName("io.resil:type=CircuitBreaker,service=" + service);
    }

    private static ObjectName agentName() throws Exception {
        return new ObjectName("io.resil:type=Agent");
    }

    private CircuitBreakerMXBean registeredBreaker() throws Exception {
        registration.add("chroma", chroma);
        registration.available(server);
        assertEquals(List.of(), faults);
        return JMX.newMXBeanProxy(server, breaker("chroma"), CircuitBreakerMXBean.class, true);
    }

    @Test
    void beansAddedBeforeTheServerAreThereWithIt() throws Exception {
        registration.add("chroma", chroma);
        registration.add("billing", new FixedView("billing"));
        registration.available(server);
        assertTrue(server.isRegistered(agentName()));
        assertTrue(server.isRegistered(breaker("chroma")));
        assertTrue(server.isRegistered(breaker("billing")));
        assertEquals(List.of(), faults);
    }

    @Test
    void beansAddedAfterTheServerAreThereAtOnce() throws Exception {
        registration.available(server);
        registration.add("chroma", chroma);
        assertTrue(server.isRegistered(breaker("chroma")));
    }

    @Test
    void everybodyWhoGetsTheServerAfterTheFirstChangesNothing() {
        registration.add("chroma", chroma);
        registration.available(server);
        registration.available(server);
        assertEquals(2 + MBeanServerFactory.newMBeanServer().getMBeanCount(), server.getMBeanCount());
        assertEquals(List.of(), faults);
    }

    @Test
    void aServerThatComesBackToUsWhileItRegistersMakesNoLoop() throws Exception {
        MBeanServer comingBack = intercepted(() -> {
            registration.available(server);
        });
        registration.add("chroma", chroma);
        registration.available(comingBack);
        assertEquals(List.of(), faults);
        assertTrue(server.isRegistered(agentName()));
        assertTrue(server.isRegistered(breaker("chroma")));
    }

    @Test
    void aBeanThatCannotBeRegisteredIsReportedAndHoldsUpNoOther() throws Exception {
        server.registerMBean(new AgentBean(agent), agentName());
        server.registerMBean(new CircuitBreakerBean(chroma), breaker("billing"));
        registration.add("billing", new FixedView("billing"));
        registration.add("chroma", chroma);
        registration.available(server);
        assertEquals(
                List.of(
                        "the MBean of the agent: InstanceAlreadyExistsException",
                        "the MBean of service billing: InstanceAlreadyExistsException"),
                faults);
        assertTrue(server.isRegistered(breaker("chroma")));
    }

    @Test
    void whateverTheServerThrowsDoesNotReachTheCaller() throws Exception {
        registration.add("chroma", chroma);
        registration.available(intercepted(() -> {
            throw new StackOverflowError();
        }));
        assertEquals(2, faults.size());
    }

    /** A server that runs something before each registration. */
    private MBeanServer intercepted(Runnable before) {
        return (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, args) -> {
                    if (method.getName().equals("registerMBean")) {
                        before.run();
                    }
                    return method.invoke(server, args);
                });
    }

    @Test
    void advicePassesTheServerOnAndReturnsIt() throws Exception {
        PlatformServerAdvice advice = new PlatformServerAdvice(getClass(), null);
        PlatformServerAdvice.connect(registration);
        assertEquals(null, advice.exit(null, null, new SecurityException()));
        assertFalse(server.isRegistered(agentName()));
        assertSame(server, advice.exit(null, server, null));
        assertTrue(server.isRegistered(agentName()));
    }

    @Test
    void everyAttributeOfABreakerCanBeRead() throws Exception {
        CallScript script = new CallScript(chroma.stats, "GET", "/query");
        script.call()
                .answered(503, Duration.ofMillis(100))
                .thenAfter(Duration.ofSeconds(1))
                .answered(200, Duration.ofMillis(100))
                .run();
        script.call().answered(429, Duration.ofMillis(100)).deniedBy("deadline").run();
        script.call().rejectedIn("OPEN", Duration.ofSeconds(41)).run();
        script.call().ended(Ending.TIMED_OUT, new ConnectException("late")).run();
        chroma.stats.opened();
        chroma.stats.recovered(63_000_000_000L);
        observed();
        registeredBreaker();

        Map<String, Object> values = new TreeMap<>();
        for (MBeanAttributeInfo attribute :
                server.getMBeanInfo(breaker("chroma")).getAttributes()) {
            values.put(attribute.getName(), server.getAttribute(breaker("chroma"), attribute.getName()));
        }
        TabularData seconds = (TabularData) values.remove("SecondsInState");
        assertEquals(5, seconds.size());
        assertEquals(0.0, seconds.get(new Object[] {"HALF_OPEN"}).get("value"));
        double latency = (double) values.remove("LatencyMillisP50");
        assertEquals(100, latency, 1);
        assertEquals(latency, values.remove("LatencyMillisP99"));
        Map<String, Object> expected = new TreeMap<>();
        expected.put("Service", "chroma");
        expected.put("DisplayName", "Chroma Server");
        expected.put("Mode", "enforce");
        expected.put("State", "OPEN");
        expected.put("StateSince", "1970-01-01T00:00:02Z");
        expected.put("SecondsUntilProbe", 41.5);
        expected.put("OpenedBecause", "threshold reached: 5/5");
        expected.put("FailureThreshold", 5);
        expected.put("ConsecutiveFailures", 0);
        expected.put("Calls", 4L);
        expected.put("Attempts", 4L);
        expected.put("Successes", 1L);
        expected.put("Failures", 2L);
        expected.put("Fallbacks", 0L);
        expected.put("Neutral", 1L);
        expected.put("Rejections", 1L);
        expected.put("Retries", 1L);
        expected.put("RetriesDenied", 1L);
        expected.put("Timeouts", 1L);
        expected.put("InFlight", 0L);
        expected.put("TimesOpened", 1L);
        expected.put("MeanTimeToRecoverySeconds", 63.0);
        expected.put("LastFailure", "java.net.ConnectException: late");
        expected.put("LastFailureTime", "1970-01-01T00:00:01Z");
        expected.put("WouldHaveRejected", 2L);
        expected.put("WouldHaveRejectedSuccesses", 1L);
        expected.put("WouldHaveRetried", 6L);
        expected.put("WouldHaveTimedOut", 4L);
        expected.put("WouldHaveFallenBack", 8L);
        expected.put("ThreadSecondsSaveable", 10.0);
        assertEquals(expected, values);
    }

    private void tell(HttpCall call, WouldHave been, int times) {
        for (int i = 0; i < times; i++) {
            chroma.stats.observed(call, call.attempt(), been, 500_000_000L);
        }
    }

    /** One call that succeeded and one that did not, and of each of them a number for every counter. */
    private void observed() {
        CallScript observing = new CallScript(
                new CallListener() {
                    @Override
                    public void callEnded(HttpCall call) {
                        tell(call, WouldHave.BEEN_REJECTED, 1);
                        tell(call, WouldHave.TIMED_OUT, 2);
                        tell(call, WouldHave.BEEN_RETRIED, 3);
                        tell(call, WouldHave.FALLEN_BACK, 4);
                    }
                },
                "GET",
                "/query");
        observing.call().answered(200, Duration.ZERO).run();
        observing.call().answered(503, Duration.ZERO).run();
    }

    @Test
    void everyOperationReachesTheBreaker() throws Exception {
        CircuitBreakerMXBean bean = registeredBreaker();
        bean.forceOpen();
        bean.forceClosed();
        bean.disable();
        bean.enable();
        bean.resetStatistics();
        bean.setMode("off");
        server.invoke(breaker("chroma"), "setMode", new Object[] {"off"}, new String[] {String.class.getName()});
        assertEquals(
                List.of(
                        "forceOpen",
                        "forceClosed",
                        "disable",
                        "enable",
                        "resetStatistics",
                        "setMode off",
                        "setMode off"),
                chroma.commands);
    }

    @Test
    void aModeThatDoesNotExistIsRefusedWithTheRule() throws Exception {
        registeredBreaker();
        RuntimeMBeanException refused = assertThrows(
                RuntimeMBeanException.class,
                () -> server.invoke(
                        breaker("chroma"), "setMode", new Object[] {"on"}, new String[] {String.class.getName()}));
        assertEquals(
                "mode = on: must be enforce, observe or off", refused.getCause().getMessage());
    }

    @Test
    void everyAttributeOfTheAgentCanBeRead() throws Exception {
        registration.available(server);
        AgentMXBean bean = JMX.newMXBeanProxy(server, agentName(), AgentMXBean.class);
        assertEquals("1.2.3", bean.getVersion());
        assertEquals("ACTIVE", bean.getStatus());
        assertEquals("/etc/resil.yaml", bean.getConfigurationFile());
        assertEquals(List.of("a \"warning\""), List.of(bean.getConfigurationProblems()));
        assertEquals(List.of("Apache HttpClient 5, woven"), List.of(bean.getInstrumented()));
        assertEquals(7, bean.getAgentFaults());
    }

    @Test
    void statusIsJsonWithEveryAttribute() throws Exception {
        registration.available(server);
        String json = JMX.newMXBeanProxy(server, agentName(), AgentMXBean.class).statusJson();
        assertEquals(
                "{\"version\":\"1.2.3\",\"status\":\"ACTIVE\",\"configurationFile\":\"/etc/resil.yaml\","
                        + "\"lastReload\":\"2026-05-01T10:15:30Z applied\","
                        + "\"configurationProblems\":[\"a \\\"warning\\\"\"],"
                        + "\"instrumented\":[\"Apache HttpClient 5, woven\"],\"agentFaults\":7,\"unmatchedHosts\":[],\"decisions\":[],\"services\":["
                        + "{\"service\":\"chroma\",\"displayName\":\"Chroma Server\",\"mode\":\"enforce\","
                        + "\"state\":\"OPEN\",\"stateSince\":\"1970-01-01T00:00:02Z\",\"secondsUntilProbe\":41.5,"
                        + "\"openedBecause\":\"threshold reached: 5/5\",\"failureThreshold\":5,"
                        + "\"consecutiveFailures\":0,\"calls\":0,\"attempts\":0,\"successes\":0,\"failures\":0,"
                        + "\"neutral\":0,\"rejections\":0,\"retries\":0,\"retriesDenied\":0,\"timeouts\":0,\"fallbacks\":0,"
                        + "\"inFlight\":0,\"timesOpened\":0,\"meanTimeToRecoverySeconds\":null,\"secondsInState\":{\"CLOSED\":0.0,\"OPEN\":0.0,"
                        + "\"HALF_OPEN\":0.0,\"FORCED_OPEN\":0.0,\"DISABLED\":0.0},\"lastFailure\":\"\","
                        + "\"lastFailureTime\":\"\",\"latencyMillisP50\":null,\"latencyMillisP99\":null,"
                        + "\"wouldHaveRejected\":0,\"wouldHaveRejectedSuccesses\":0,\"wouldHaveRetried\":0,"
                        + "\"wouldHaveTimedOut\":0,\"wouldHaveFallenBack\":0,\"threadSecondsSaveable\":0.0}]}",
                json);
    }

    @Test
    void listenersHearOfTransitions() throws Exception {
        registeredBreaker();
        List<Notification> heard = new ArrayList<>();
        server.addNotificationListener(
                breaker("chroma"), (notification, handback) -> heard.add(notification), null, null);
        registration.transition("chroma", "CLOSED", "OPEN", "threshold reached: 5/5");
        registration.transition("chroma", "OPEN", "HALF_OPEN", "recovery time is over");
        registration.transition("unknown", "CLOSED", "OPEN", "of no bean");
        assertEquals(2, heard.size());
        AttributeChangeNotification first = assertInstanceOf(AttributeChangeNotification.class, heard.get(0));
        assertEquals("io.resil.breaker.transition", first.getType());
        assertEquals("State", first.getAttributeName());
        assertEquals("java.lang.String", first.getAttributeType());
        assertEquals("CLOSED", first.getOldValue());
        assertEquals("OPEN", first.getNewValue());
        assertEquals("CLOSED -> OPEN (threshold reached: 5/5)", first.getMessage());
        assertEquals(breaker("chroma"), first.getSource());
        assertEquals(1, first.getSequenceNumber());
        assertEquals(2, heard.get(1).getSequenceNumber());
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        registeredBreaker();
        server.addNotificationListener(
                breaker("chroma"),
                (notification, handback) -> {
                    throw new LinkageError("a listener of the application");
                },
                null,
                null);
        registration.transition("chroma", "CLOSED", "OPEN", "threshold reached: 5/5");
        assertEquals(List.of("a notification of service chroma: LinkageError"), faults);
    }

    @Test
    void transitionBeforeTheServerIsHeardByNobody() {
        registration.add("chroma", chroma);
        registration.transition("chroma", "CLOSED", "OPEN", "threshold reached: 5/5");
        assertEquals(List.of(), faults);
    }

    @Test
    void consolesSeeWhatIsNotifiedAndWhatEverythingMeans() throws Exception {
        registeredBreaker();
        MBeanInfo info = server.getMBeanInfo(breaker("chroma"));
        assertEquals("io.resil.breaker.transition", info.getNotifications()[0].getNotifTypes()[0]);
        assertEquals(AttributeChangeNotification.class.getName(), info.getNotifications()[0].getName());
        assertDescribed(info.getAttributes());
        assertDescribed(info.getOperations());
        MBeanInfo ofAgent = server.getMBeanInfo(agentName());
        assertDescribed(ofAgent.getAttributes());
        assertDescribed(ofAgent.getOperations());
    }

    private static void assertDescribed(MBeanFeatureInfo[] features) {
        assertTrue(features.length > 0);
        for (MBeanFeatureInfo feature : features) {
            assertNotEquals(feature.getName(), feature.getDescription());
        }
    }

    @Test
    void consolesFindEveryOperation() throws Exception {
        registeredBreaker();
        List<String> operations = new ArrayList<>();
        for (MBeanOperationInfo operation :
                server.getMBeanInfo(breaker("chroma")).getOperations()) {
            operations.add(operation.getReturnType() + " " + operation.getName());
        }
        assertEquals(
                Set.of(
                        "void forceOpen",
                        "void forceClosed",
                        "void disable",
                        "void enable",
                        "void resetStatistics",
                        "void setMode"),
                Set.copyOf(operations));
    }

    @Test
    void consolesElsewhereUnderstandANotificationWithoutTheAgent() throws Exception {
        registeredBreaker();
        List<Notification> heard = new ArrayList<>();
        server.addNotificationListener(
                breaker("chroma"), (notification, handback) -> heard.add(notification), null, null);
        registration.transition("chroma", "CLOSED", "OPEN", "threshold reached: 5/5");
        assertEquals(AttributeChangeNotification.class, heard.get(0).getClass());
    }

    @Test
    void agentExplainsACallAndSaysWhatItWantsToKnow() throws Exception {
        registration.available(server);

        assertEquals(
                "GET http://a explained",
                server.invoke(agentName(), "explain", new Object[] {"GET", "http://a"}, new String[] {
                    String.class.getName(), String.class.getName()
                }));
        String parameters = Arrays.stream(server.getMBeanInfo(agentName()).getOperations())
                .filter(operation -> operation.getName().equals("explain"))
                .flatMap(operation -> Arrays.stream(operation.getSignature()))
                .map(parameter -> parameter.getName())
                .toList()
                .toString();
        assertEquals("[method, url]", parameters);
    }
}
