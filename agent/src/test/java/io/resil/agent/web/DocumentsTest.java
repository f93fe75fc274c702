package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private final Told view = new Told()
            .with(Told.service("chroma", "enforce", "OPEN", 41.5))
            .with(Told.service("git", "observe", "CLOSED", -1));

    @Test
    void everyServiceIsAnObjectByItsId() {
        String json = Documents.services(view, Set.of()).toString();

        assertTrue(json.startsWith("{\"chroma\":{\"service\":\"chroma\",\"displayName\":\"The chroma\","), json);
        assertTrue(json.contains("},\"git\":{\"service\":\"git\","), json);
        assertTrue(json.contains("\"state\":\"OPEN\",\"stateSince\":\"1970-01-01T00:00:02.500Z\""), json);
        assertTrue(json.contains("\"config\":{\"timeout\":\"10s\"}"), json);
    }

    @Test
    void someAreToldOfWhenTheyAreAskedFor() {
        String json = Documents.services(view, Set.of("git", "nobody")).toString();

        assertTrue(json.startsWith("{\"git\":"), json);
        assertFalse(json.contains("chroma"), json);
        assertEquals("{}", Documents.services(view, Set.of("nobody")).toString());
    }

    @Test
    void overviewHasTheAgentAndNoSettings() {
        String json = Documents.overview(view, 99).toString();

        assertTrue(json.startsWith("{\"timeMillis\":99,\"agent\":{\"version\":\"1.2.3\",\"status\":\"ACTIVE\""), json);
        assertTrue(json.contains("\"configurationProblems\":[\"a problem\"],\"agentFaults\":7,"), json);
        assertTrue(json.contains("\"services\":{\"chroma\":{"), json);
        assertFalse(json.contains("\"config\":"), json);
    }
}
