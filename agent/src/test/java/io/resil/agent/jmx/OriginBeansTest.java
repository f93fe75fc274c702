package io.resil.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.stats.AgentSnapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The beans of origins, which come and go. */
class OriginBeansTest {

    private static final String ORIGIN = "[::1]:6003";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<String> faults = new ArrayList<>();
    private final Registration registration = new Registration(
            new FixedAgent(() -> new AgentSnapshot("1.2.3", "ACTIVE", "", "", List.of(), List.of(), 0, List.of())),
            (place, fault) -> faults.add(place + ": " + fault));

    private static ObjectName bean(String origin) throws Exception {
        return new ObjectName("io.resil:type=CircuitBreaker,service=chroma,origin=" + ObjectName.quote(origin));
    }

    @Test
    void anOriginIsQuotedInItsName() throws Exception {
        registration.available(server);
        registration.add("chroma", "c2:6003", new FixedView("chroma"));
        assertTrue(
                server.isRegistered(new ObjectName("io.resil:type=CircuitBreaker,service=chroma,origin=\"c2:6003\"")));
        assertEquals(List.of(), faults);
    }

    @Test
    void beansOfOriginsWaitForTheServerAndGoAgain() throws Exception {
        FixedView view = new FixedView("chroma");
        FixedView goneBefore = new FixedView("chroma");
        registration.add("chroma", new FixedView("chroma"));
        registration.add("chroma", ORIGIN, view);
        registration.add("chroma", "gone:80", goneBefore);
        registration.remove("chroma", "gone:80", goneBefore);
        registration.available(server);
        assertTrue(server.isRegistered(bean(ORIGIN)));
        assertFalse(server.isRegistered(bean("gone:80")));
        registration.remove("chroma", ORIGIN, view);
        assertFalse(server.isRegistered(bean(ORIGIN)));
        assertTrue(server.isRegistered(new ObjectName("io.resil:type=CircuitBreaker,service=chroma")));
        assertEquals(List.of(), faults);
    }

    @Test
    void theBeanOfAnOriginThatCameBackIsNotTakenForTheOneThatWent() throws Exception {
        registration.available(server);
        FixedView first = new FixedView("chroma");
        FixedView second = new FixedView("chroma");
        registration.add("chroma", ORIGIN, first);
        registration.add("chroma", ORIGIN, second);
        registration.remove("chroma", ORIGIN, first);
        server.invoke(bean(ORIGIN), "forceOpen", null, null);
        assertEquals(List.of(), first.commands);
        assertEquals(List.of("forceOpen"), second.commands);
        assertEquals(List.of(), faults);
    }

    @Test
    void aBeanThatSomebodyElseRemovedCanComeBack() throws Exception {
        registration.available(server);
        FixedView view = new FixedView("chroma");
        registration.add("chroma", ORIGIN, view);
        server.unregisterMBean(bean(ORIGIN));
        registration.remove("chroma", ORIGIN, view);
        registration.add("chroma", ORIGIN, view);
        assertTrue(server.isRegistered(bean(ORIGIN)));
        assertEquals(List.of(), faults);
    }

    @Test
    void transitionsAreToldByTheBeanOfTheOrigin() throws Exception {
        registration.available(server);
        registration.add("chroma", ORIGIN, new FixedView("chroma"));
        List<Notification> heard = new ArrayList<>();
        server.addNotificationListener(bean(ORIGIN), (notification, handback) -> heard.add(notification), null, null);
        registration.transition("chroma", ORIGIN, "CLOSED", "OPEN", "threshold reached: 5/5");
        registration.transition("chroma", "other:80", "CLOSED", "OPEN", "threshold reached: 5/5");
        assertEquals(1, heard.size());
        AttributeChangeNotification notification = (AttributeChangeNotification) heard.get(0);
        assertEquals("OPEN", notification.getNewValue());
        assertEquals(bean(ORIGIN), notification.getSource());
        assertEquals("CLOSED -> OPEN (threshold reached: 5/5)", notification.getMessage());
    }

    /** A bean asked for by one thread while another is at the server is seen to by that other one. */
    @Test
    void whatIsAskedForWhileTheServerIsBusyIsDoneByWhoeverKeepsItBusy() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        FixedView view = new FixedView("chroma");
        MBeanServer nested = (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, args) -> {
                    if (method.getName().equals("registerMBean")
                            && args[1].equals(bean("a:80"))
                            && first.getAndSet(false)) {
                        registration.add("chroma", "b:80", view);
                        assertFalse(server.isRegistered(bean("b:80")));
                    }
                    try {
                        return method.invoke(server, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        registration.available(nested);
        registration.add("chroma", "a:80", new FixedView("chroma"));
        assertTrue(server.isRegistered(bean("a:80")));
        assertTrue(server.isRegistered(bean("b:80")));
        assertEquals(List.of(), faults);
    }

    @Test
    void theServerEndsUpWithWhatIsWantedWhicheverThreadComesFirst() throws Exception {
        registration.available(server);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                done.add(pool.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        FixedView mine = new FixedView("chroma");
                        registration.add("chroma", ORIGIN, mine);
                        registration.remove("chroma", ORIGIN, mine);
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        FixedView last = new FixedView("chroma");
        registration.add("chroma", ORIGIN, last);
        server.invoke(bean(ORIGIN), "forceOpen", null, null);
        assertEquals(List.of("forceOpen"), last.commands);
        assertEquals(List.of(), faults);
    }
}
