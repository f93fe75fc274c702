package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.app.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agent does nothing that a JVM warns of or forbids. */
class WarningsIT {

    private static final int AOT_SINCE = 25;

    private static String quietYaml() {
        return Backend.yaml().replace("target: stderr", "target: calls.log");
    }

    @Test
    void jvmSaysNothingThatItWouldNotSayForAnEmptyAgentOnTheBootPath() throws Exception {
        List<String> forAnyAgent = saidBy(Backend.configured("")
                .withoutAgent()
                .option("-javaagent:" + Jars.emptyAgent() + "=" + AgentJvm.agentJar()));

        List<String> forOurs = saidBy(Backend.configured(quietYaml()));

        List<String> more = new ArrayList<>(forOurs);
        forAnyAgent.forEach(more::remove);
        assertEquals(List.of(), more);
        assertTrue(forOurs.stream().allMatch(Warnings::isOfSharing), forOurs::toString);
    }

    @Test
    void jvmSaysNothingAtAllOfAnAgentThatIsSwitchedOff() throws Exception {
        assertEquals(List.of(), saidBy(Backend.configured("").option("-Dresil.enabled=false")));
    }

    /** On stderr, and on stdout what is no answer. */
    private static List<String> saidBy(AgentJvm.Builder builder) throws Exception {
        try (AgentJvm jvm = builder.start()) {
            makeCalls(jvm);
            return jvm.quit().stream()
                    .filter(line -> !line.startsWith("resil "))
                    .toList();
        }
    }

    private static void makeCalls(AgentJvm jvm) throws Exception {
        Backend.tokenSentBy(jvm);
        if (Backend.hasJdkClient()) {
            for (Client client : List.of(Jdk.send(), Jdk.sendAsync())) {
                try (Scene scene = Backend.scene(jvm, client)) {
                    Backend.tokenSentIn(scene);
                }
            }
        }
        jvm.ask(new Line().with("do", "beans").with("pattern", "io.resil:*"));
    }

    @Test
    void callsAreGovernedWhereTheJvmForbidsWhatItElseWarnsOf() throws Exception {
        AgentJvm.Builder builder = Backend.configured(quietYaml());
        int version = AgentJvm.javaVersion();
        assumeTrue(version >= 11, "Java 8 forbids nothing of the kind");
        if (version < 17) {
            builder.option("--illegal-access=deny");
        }
        if (version >= 24) {
            builder.option("--illegal-native-access=deny").option("--sun-misc-unsafe-memory-access=deny");
        }
        try (AgentJvm jvm = builder.start()) {
            makeCalls(jvm);
            for (Client client : List.of(Apache5.classic(Apache5.NEWEST), Jdk.send(), Jdk.sendAsync())) {
                try (Scene scene = Backend.scene(jvm, client)) {
                    assertEquals("s3cret", Backend.tokenSentIn(scene), client::kind);
                }
            }
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    // ---- with an AOT cache, classes of the client are there before the agent

    @Test
    void callsAreGovernedWithAnAotCacheThatTookTheClientsClassesIn() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= AOT_SINCE, "AOT caches came with Java " + AOT_SINCE);
        Path application = Jars.application();
        Path cache = Files.createTempDirectory("aot").resolve("application.aot");
        try (AgentJvm training = Backend.configured("")
                .application(application)
                .withoutAgent()
                .option("--add-modules=java.instrument")
                .option("-XX:AOTCacheOutput=" + cache)
                .start()) {
            makeCalls(training);
            training.quit();
        }
        assertTrue(Files.exists(cache));

        try (AgentJvm jvm = Backend.configured(quietYaml())
                .application(application)
                .option("--add-modules=java.instrument")
                .option("-XX:AOTMode=on")
                .option("-XX:AOTCache=" + cache)
                .option("-Xlog:class+load:file={folder}/loaded.log")
                .start()) {
            for (Client client : List.of(Apache5.classic(Apache5.NEWEST), Jdk.send(), Jdk.sendAsync())) {
                try (Scene scene = Backend.scene(jvm, client)) {
                    assertEquals("s3cret", Backend.tokenSentIn(scene), client::kind);
                }
            }
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            String loaded = Files.readString(jvm.folder().resolve("loaded.log"));
            assertTrue(
                    loaded.contains("io.resil.it.app.DrivenApplication source: shared objects file"),
                    "the cache was used");
        }
    }
}
