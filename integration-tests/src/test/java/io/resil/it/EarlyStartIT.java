package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.it.app.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an application decides in {@code main} is still to be decided when {@code main} begins. */
class EarlyStartIT {

    /** What applications configure by properties or defaults before they use it first. */
    private static final List<String> DECIDED_LATER = List.of(
            "java.util.logging.",
            "java.lang.management.",
            "javax.management.",
            "sun.management.",
            "javax.net.",
            "sun.security.ssl.",
            "java.nio.file.",
            "java.net.InetAddress",
            "java.net.http.");

    @Test
    void managersThatTheApplicationChoosesInMainAreUsed() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml())
                .option("-Dit.late-managers=true")
                .start()) {
            assertEquals("s3cret", Backend.tokenSentBy(jvm));

            Line managers = jvm.ask(new Line().with("do", "managers"));

            assertEquals("io.resil.it.app.LateLogManager", managers.require("logging"));
            assertEquals("late", managers.require("management"));
            assertEquals("CLOSED", jvm.attribute(Backend.BEAN, "State"), "in the server of its choice");
        }
    }

    @Test
    void managersThatTheCommandLineChoosesAreUsed() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml())
                .option("-Djava.util.logging.manager=io.resil.it.app.LateLogManager")
                .option("-Djavax.management.builder.initial=io.resil.it.app.LateManagement")
                .start()) {
            assertEquals("s3cret", Backend.tokenSentBy(jvm));

            Line managers = jvm.ask(new Line().with("do", "managers"));

            assertEquals("io.resil.it.app.LateLogManager", managers.require("logging"));
            assertEquals("late", managers.require("management"));
            assertEquals("CLOSED", jvm.attribute(Backend.BEAN, "State"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void beansAreThereWhenTheApplicationFirstAsksForTheServer() {
        try (AgentJvm jvm = AgentJvm.configured(Backend.yaml()).start()) {
            Line beans = jvm.ask(new Line().with("do", "beans").with("pattern", "io.resil:*"));

            assertEquals(
                    Set.of(Backend.AGENT, Backend.BEAN),
                    Set.copyOf(beans.below("bean.").values()));
        }
    }

    @Test
    void nothingThatIsDecidedLaterIsLoadedBeforeMain() throws Exception {
        Path settings = Files.writeString(Files.createTempFile("settings", ".yaml"), Backend.yaml());
        Set<String> byAnyAgent = loadedWith("-javaagent:" + Jars.emptyAgent() + "=" + AgentJvm.agentJar());

        Set<String> byOurs = loadedWith("-javaagent:" + AgentJvm.agentJar() + "=" + settings);

        assertTrue(byOurs.contains("io.resil.agent.ResilAgent"), byOurs::toString);
        Set<String> more = new LinkedHashSet<>(byOurs);
        more.removeAll(byAnyAgent);
        more.removeIf(name -> DECIDED_LATER.stream().noneMatch(name::startsWith));
        assertEquals(Set.of(), more);
    }

    private static Set<String> loadedWith(String agent) {
        Program.Ended ended = Program.named("java")
                .with("-verbose:class", agent)
                .with("-cp", AgentJvm.required("resil.it.application"), "io.resil.it.app.EmptyApplication")
                .run();
        assertEquals(0, ended.exitCode(), ended::toString);
        Set<String> loaded = LoadedClasses.in(ended.out());
        assertTrue(loaded.contains("io.resil.it.app.EmptyApplication"), loaded::toString);
        return loaded;
    }
}
