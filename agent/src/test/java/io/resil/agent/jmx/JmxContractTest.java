package io.resil.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.stats.AgentSnapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that the contract promises of JMX, in one place: names, types, descriptions, and what an operation changes. */
class JmxContractTest {

    private static final Set<String> OF_A_BREAKER = Set.of(
            "String Service",
            "String DisplayName",
            "String Mode",
            "String State",
            "String StateSince",
            "double SecondsUntilProbe",
            "String OpenedBecause",
            "int FailureThreshold",
            "int ConsecutiveFailures",
            "long Calls",
            "long Attempts",
            "long Successes",
            "long Failures",
            "long Neutral",
            "long Rejections",
            "long Retries",
            "long RetriesDenied",
            "long Timeouts",
            "long Fallbacks",
            "long InFlight",
            "long TimesOpened",
            "double MeanTimeToRecoverySeconds",
            "String LastFailure",
            "String LastFailureTime",
            "double LatencyMillisP50",
            "double LatencyMillisP99",
            "long WouldHaveRejected",
            "long WouldHaveRejectedSuccesses",
            "long WouldHaveRetried",
            "long WouldHaveTimedOut",
            "long WouldHaveFallenBack",
            "double ThreadSecondsSaveable",
            "TabularData SecondsInState");

    private static final Set<String> OPERATIONS_OF_A_BREAKER = Set.of(
            "forceOpen()", "forceClosed()", "disable()", "enable()", "resetStatistics()", "setMode(String mode)");

    private static final Set<String> OF_THE_AGENT = Set.of(
            "String Version",
            "String Status",
            "String ConfigurationFile",
            "String LastReload",
            "String[] ConfigurationProblems",
            "String[] Instrumented",
            "long AgentFaults",
            "String[] UnmatchedHosts",
            "String[] Decisions");

    private static final Set<String> OPERATIONS_OF_THE_AGENT =
            Set.of("reload()", "explain(String method, String url)", "statusJson()", "suggestConfiguration()");

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @BeforeEach
    void registers() {
        FixedView chroma = new FixedView("chroma");
        Registration registration = new Registration(
                new FixedAgent(() -> new AgentSnapshot("1", "ACTIVE", "", "", List.of(), List.of(), 0, List.of())),
                (place, fault) -> {
                    throw new AssertionError(place, fault);
                });
        registration.add("chroma", chroma);
        registration.add("chroma", "c2:6003", chroma);
        registration.available(server);
    }

    private MBeanInfo info(String name) throws Exception {
        return server.getMBeanInfo(new ObjectName("io.resil:" + name));
    }

    private MBeanInfo breaker() throws Exception {
        return info("type=CircuitBreaker,service=chroma");
    }

    private MBeanInfo agent() throws Exception {
        return info("type=Agent");
    }

    private static String simple(String type) {
        return type.equals("[Ljava.lang.String;") ? "String[]" : type.substring(type.lastIndexOf('.') + 1);
    }

    private static Set<String> attributes(MBeanInfo info) {
        return Arrays.stream(info.getAttributes())
                .map(each -> simple(each.getType()) + " " + each.getName())
                .collect(Collectors.toSet());
    }

    private static Set<String> operations(MBeanInfo info) {
        return Arrays.stream(info.getOperations())
                .map(each -> each.getName()
                        + Arrays.stream(each.getSignature())
                                .map(parameter -> simple(parameter.getType()) + " " + parameter.getName())
                                .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.toSet());
    }

    /** A later version may have more. */
    private static void assertHasAll(Set<String> promised, Set<String> present) {
        Set<String> missing = new HashSet<>(promised);
        missing.removeAll(present);
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyAttributeIsThereWithItsType() throws Exception {
        assertHasAll(OF_A_BREAKER, attributes(breaker()));
        assertHasAll(OF_THE_AGENT, attributes(agent()));
        assertEquals(attributes(breaker()), attributes(info("type=CircuitBreaker,service=chroma,origin=\"c2:6003\"")));
    }

    @Test
    void everyOperationIsThereWithItsParameters() throws Exception {
        assertHasAll(OPERATIONS_OF_A_BREAKER, operations(breaker()));
        assertHasAll(OPERATIONS_OF_THE_AGENT, operations(agent()));
    }

    @Test
    void everyValueIsOfAnOpenTypeThatAnyConsoleShows() throws Exception {
        for (String name : List.of("type=CircuitBreaker,service=chroma", "type=Agent")) {
            for (MBeanAttributeInfo each : info(name).getAttributes()) {
                OpenType<?> type =
                        assertInstanceOf(OpenType.class, each.getDescriptor().getFieldValue("openType"));
                Object value = server.getAttribute(new ObjectName("io.resil:" + name), each.getName());
                assertTrue(type.isValue(value), () -> each + " = " + value);
            }
        }
    }

    @Test
    void onlyTheModeIsWritable() throws Exception {
        for (MBeanAttributeInfo each : breaker().getAttributes()) {
            assertEquals(each.getName().equals("Mode"), each.isWritable(), each::toString);
        }
        for (MBeanAttributeInfo each : agent().getAttributes()) {
            assertEquals(false, each.isWritable(), each::toString);
        }
    }

    @Test
    void everythingIsDescribed() throws Exception {
        for (MBeanInfo info : List.of(breaker(), agent())) {
            assertTrue(info.getDescription().contains(" "), info::toString);
            assertDescribed(info.getAttributes());
            assertDescribed(info.getOperations());
            assertDescribed(info.getNotifications());
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertDescribed(operation.getSignature());
            }
        }
    }

    private static void assertDescribed(MBeanFeatureInfo[] features) {
        for (MBeanFeatureInfo each : features) {
            assertNotEquals(each.getName(), each.getDescription());
            assertTrue(each.getDescription().contains(" "), each::toString);
            assertTrue(!(each instanceof MBeanParameterInfo) || !each.getName().matches("p\\d"), each::toString);
        }
    }

    @Test
    void consolesKnowWhichOperationsChangeSomething() throws Exception {
        for (MBeanOperationInfo each : breaker().getOperations()) {
            assertEquals(MBeanOperationInfo.ACTION, each.getImpact(), each::toString);
        }
        for (MBeanOperationInfo each : agent().getOperations()) {
            assertEquals(
                    each.getName().equals("reload") ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO,
                    each.getImpact(),
                    each::toString);
        }
    }

    @Test
    void transitionsAreAnnounced() throws Exception {
        MBeanNotificationInfo[] notifications = breaker().getNotifications();
        assertEquals(1, notifications.length);
        assertEquals(AttributeChangeNotification.class.getName(), notifications[0].getName());
        assertEquals(List.of("io.resil.breaker.transition"), Arrays.asList(notifications[0].getNotifTypes()));
    }
}
