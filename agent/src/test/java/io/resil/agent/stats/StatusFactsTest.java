package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an application gets is what the JSON says, in types of the JDK. */
class StatusFactsTest {

    private final BreakerSnapshot breaker = new BreakerSnapshot("OPEN", 2_000, 41.5, "threshold reached: 5/5", 5, 1);
    private final ServiceSnapshot service = new ServiceSnapshot(
            "chroma",
            "Chroma Server",
            "enforce",
            breaker,
            new ServiceStats(() -> 1_000).counts(),
            List.of(new OriginSnapshot("c2:6003", breaker)));
    private final Decisions decisions = new Decisions(() -> 3_000);

    private AgentSnapshot agent() {
        decisions.add("chroma", "", "CLOSED -> OPEN", "threshold reached: 5/5");
        return new AgentSnapshot(
                "1",
                "ACTIVE",
                "/etc/resil.yaml",
                "2026-11-24T18:00:00Z applied",
                List.of("a warning"),
                List.of(),
                7,
                List.of(service),
                decisions.latest());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> first(Map<String, Object> facts) {
        return ((List<Map<String, Object>>) facts.get("services")).get(0);
    }

    @SuppressWarnings("unchecked")
    @Test
    void hasEveryKeyOfTheJson() {
        Map<String, Object> json = (Map<String, Object>)
                new Load(LoadSettings.builder().build()).loadFromString(StatusJson.of(agent(), List.of()));
        Map<String, Object> facts = StatusFacts.of(agent());
        Set<String> onlyInJson = new LinkedHashSet<>(json.keySet());
        onlyInJson.removeAll(facts.keySet());
        assertEquals(Set.of("instrumented", "unmatchedHosts"), onlyInJson, "which are for operators");
        assertEquals(first(json).keySet(), first(facts).keySet());
    }

    @Test
    void saysWhatIs() {
        Map<String, Object> facts = StatusFacts.of(agent());
        assertEquals(List.of("a warning"), facts.get("configurationProblems"));
        assertEquals(
                List.of("1970-01-01T00:00:03Z chroma: CLOSED -> OPEN (threshold reached: 5/5)"),
                facts.get("decisions"));
        Map<String, Object> chroma = first(facts);
        assertEquals(2_000L, chroma.get("stateSince"));
        assertEquals(41.5, chroma.get("secondsUntilProbe"));
        assertEquals(Map.of("c2:6003", "OPEN"), chroma.get("origins"));
    }

    /** Nothing in it may be of a class that another loader does not know. */
    @Test
    void isMadeOfTheJdkAlone() {
        assertOfTheJdk(StatusFacts.of(agent()));
    }

    private static void assertOfTheJdk(Object value) {
        assertTrue(value.getClass().getClassLoader() == null, () -> value.getClass() + " " + value);
        if (value instanceof Map) {
            new TreeMap<>((Map<?, ?>) value).forEach((key, each) -> assertOfTheJdk(each));
        } else if (value instanceof List) {
            ((List<?>) value).forEach(StatusFactsTest::assertOfTheJdk);
        }
    }
}
