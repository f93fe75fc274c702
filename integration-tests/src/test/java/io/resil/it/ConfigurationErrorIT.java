package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that cannot be used never keeps the application from running, unless it is to. */
class ConfigurationErrorIT {

    private static final int EX_CONFIG = 78;

    /** Five mistakes, each of another kind, with the line each stands on and what its report has to name. */
    private static final String FIVE_MISTAKES =
            """
            log: { target: stderr }
            defaults:
              timeout: 15
            services:
              backend:
                url: 127.0.1.1
                retry:
                  max-retries: -1
                tokn: none
              billing:
                url: http://127.0.1.2:80
                breaker: { on-open: panic }
                token: { header: X-T, value: "${NO_SUCH_VARIABLE_AT_ALL}" }
            """;

    private static final List<String> REPORTED = List.of(
            ":3: defaults.timeout = 15: ",
            ":8: services.backend.retry.max-retries = -1: must be 0 or more",
            ":9: services.backend.tokn",
            ":12: services.billing.breaker.on-open = panic: ",
            ":13: services.billing.token.value");

    @Test
    void aMistakeWithoutAFileIsReportedAsWell() throws Exception {
        AgentJvm.Builder builder = Backend.configured("").withoutArgument().option("-Dresil.mode=loud");
        try (AgentJvm jvm = builder.start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("CONFIGURATION_ERROR", jvm.attribute(Backend.AGENT, "Status"));
            assertEquals("", jvm.attribute(Backend.AGENT, "ConfigurationFile"));
            assertTrue(jvm.attribute(Backend.AGENT, "ConfigurationProblems").contains("mode"), () -> "of the mode");
        }
    }

    @Test
    void allMistakesAreInOneReportAndTheApplicationRunsUntouched() throws Exception {
        try (AgentJvm jvm = Backend.configured(FIVE_MISTAKES).start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("CONFIGURATION_ERROR", jvm.attribute(Backend.AGENT, "Status"));
            String problems = jvm.attribute(Backend.AGENT, "ConfigurationProblems");
            String file = jvm.attribute(Backend.AGENT, "ConfigurationFile");
            assertEquals(jvm.folder().resolve("settings.yaml").toString(), file);
            List<String> errors = reportIn(jvm.quit());
            assertEquals("resil the configuration is refused, so the agent does nothing:", errors.get(0));
            assertEquals(1 + REPORTED.size(), errors.size(), () -> "one report of five mistakes: " + errors);
            for (int i = 0; i < REPORTED.size(); i++) {
                String line = errors.get(1 + i);
                String expected = REPORTED.get(i);
                assertTrue(line.startsWith("  " + file + expected), () -> line + " instead of " + expected);
                assertTrue(problems.contains(line.trim()), problems);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"property", "environment"})
    void strictEndsTheJvmBeforeTheApplicationStarts(String by) {
        AgentJvm.Builder builder = Backend.configured(FIVE_MISTAKES);
        if (by.equals("property")) {
            builder.option("-Dresil.strict=true");
        } else {
            builder.environment("RESIL_STRICT", "true");
        }
        try (AgentJvm jvm = builder.launch()) {
            assertEquals(EX_CONFIG, jvm.exitCode());
            assertTrue(
                    jvm.errors().stream().anyMatch(line -> line.contains("max-retries = -1")), jvm.errors()::toString);
        }
    }

    @Test
    void missingFileThatTheArgumentNamesIsAMistake() throws Exception {
        String option = "-javaagent:" + AgentJvm.agentJar() + "={folder}/missing.yaml";
        try (AgentJvm jvm = Backend.configured("").withoutAgent().option(option).start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("CONFIGURATION_ERROR", jvm.attribute(Backend.AGENT, "Status"));
            List<String> errors = reportIn(jvm.quit());
            assertEquals(2, errors.size(), errors::toString);
            assertTrue(
                    errors.get(1).contains(jvm.folder().resolve("missing.yaml").toString()), errors::toString);
        }
    }

    @Test
    void brokenYamlIsReportedWithItsLine() throws Exception {
        try (AgentJvm jvm =
                Backend.configured("services:\n  backend: { url: 127.0.1.1\n").start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            List<String> errors = reportIn(jvm.quit());
            String line = errors.get(1);
            assertTrue(line.matches(".*settings\\.yaml:[23]: .*"), errors::toString);
        }
    }

    @Test
    void strictDoesNotMindAGoodConfiguration() throws Exception {
        try (AgentJvm jvm =
                Backend.configured(Backend.yaml()).option("-Dresil.strict=true").start()) {
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
        }
    }

    /** The JVM's own line on class data sharing comes before it. */
    private static List<String> reportIn(List<String> errors) {
        return errors.stream().dropWhile(line -> !line.startsWith("resil ")).toList();
    }
}
