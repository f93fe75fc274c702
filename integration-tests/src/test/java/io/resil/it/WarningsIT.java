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

    private static final int ARCHIVE_SINCE = 13;
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

    // ---- with an archive as the guide says it is made, classes of the client are there before the agent

    @Test
    void callsAreGovernedWithAnAotCacheThatTookTheClientsClassesIn() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= AOT_SINCE, "AOT caches came with Java " + AOT_SINCE);
        assertGovernedWithArchive(
                List.of("--add-modules=java.instrument", "-XX:AOTCacheOutput="),
                List.of("-XX:AOTMode=on", "-XX:AOTCache="),
                "io.resil.it.app.DrivenApplication source: shared objects file");
    }

    @Test
    void callsAreGovernedWithAClassDataArchiveThatTookTheClientsClassesIn() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= ARCHIVE_SINCE, "dynamic archives came with Java " + ARCHIVE_SINCE);
        assumeTrue(AgentJvm.javaVersion() < AOT_SINCE, "the guide has something better there");
        // not every JVM takes classes of the application from it when there is an agent on the boot path
        assertGovernedWithArchive(
                List.of("-XX:ArchiveClassesAtExit="),
                List.of("-XX:SharedArchiveFile="),
                "source: shared objects file (top)");
    }

    /**
     * Options, of which the last lacks the file.
     *
     * @param used in the log of classes when the archive was used
     */
    private static void assertGovernedWithArchive(List<String> toMake, List<String> toUse, String used)
            throws Exception {
        Path application = Jars.application();
        Path archive = Files.createTempDirectory("archive").resolve("application.archive");
        try (AgentJvm training = with(toMake, archive, Backend.configured(""))
                .application(application)
                .withoutAgent()
                .start()) {
            makeCalls(training);
            training.quit();
        }
        assertTrue(Files.exists(archive));

        try (AgentJvm jvm = with(toUse, archive, Backend.configured(quietYaml()))
                .application(application)
                .option("-Xlog:class+load:file={folder}/loaded.log")
                .start()) {
            for (Client client : List.of(Apache5.classic(Apache5.NEWEST), Jdk.send(), Jdk.sendAsync())) {
                try (Scene scene = Backend.scene(jvm, client)) {
                    assertEquals("s3cret", Backend.tokenSentIn(scene), client::kind);
                }
            }
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            String loaded = Files.readString(jvm.folder().resolve("loaded.log"));
            assertTrue(loaded.contains(used), "the archive was used");
        }
    }

    private static AgentJvm.Builder with(List<String> options, Path archive, AgentJvm.Builder builder) {
        AgentJvm.Builder all = builder;
        for (String option : options) {
            all = all.option(option.endsWith("=") ? option + archive : option);
        }
        return all;
    }
}
