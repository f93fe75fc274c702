package io.resil.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Scenario STOPS = Scenario.of(Trigger.stop(10)).repeated(300, 600);

    @Test
    void repeatsExactlyWithTheSameSeed() {
        assertEquals(course(1), course(1));
        assertNotEquals(course(1), course(2));
    }

    private static List<Double> course(long seed) {
        Timeline timeline = Simulation.run(STOPS, ClientKind.AGENT, seed).timeline();
        List<Double> course = new ArrayList<>();
        for (int second = 0; second < timeline.seconds(); second++) {
            course.add(timeline.load(second, second + 1));
            course.add(timeline.goodput(second, second + 1));
        }
        return course;
    }

    @Test
    void givesEveryKindOfClientTheSameUsers() {
        int end = STOPS.seconds();
        assertEquals(
                Simulation.run(STOPS, ClientKind.NO_RETRIES, 1).timeline().calls(0, end),
                Simulation.run(STOPS, ClientKind.AGENT, 1).timeline().calls(0, end));
    }

    @Test
    void runsWhatIsDueInOrderAndForgetsWhatWasCancelled() {
        EventQueue events = new EventQueue();
        List<String> happened = new ArrayList<>();
        events.schedule(20, () -> happened.add("late"));
        events.schedule(10, () -> events.run(() -> happened.add("soon at " + events.nanos())));
        events.schedule(10, () -> happened.add("first of two"));
        events.schedule(15, () -> happened.add("cancelled")).cancel();
        events.schedule(31, () -> happened.add("beyond"));

        events.runUntil(30);

        assertEquals(List.of("first of two", "soon at 10", "late"), happened);
        assertEquals(30, events.nanos());
    }

    @Test
    void theServerDoesTheWorkOfClientsThatHaveGivenUp() {
        EventQueue events = new EventQueue();
        Timeline timeline = new Timeline(10);
        ServerSettings one = new ServerSettings(1, 1, 10, Order.OLDEST_FIRST);
        Server server = new Server(events, one, new Chance(1), timeline);
        List<String> heard = new ArrayList<>();
        server.setCapacity(0);
        new BareClient(events, server, 1_000).call(Work.QUEUED, success -> heard.add("client " + success));
        server.request(Work.QUEUED, reply -> heard.add("next " + reply));

        events.runUntil(2_000);
        server.setCapacity(1);
        events.runUntil(3_000);

        assertEquals(List.of("client false", "next DONE"), heard);
        assertEquals(2, timeline.load(0, 1));
    }
}
