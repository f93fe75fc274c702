package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationProblemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeout: 5|timeout = 5: needs a unit, for example 500ms or 15s",
                "timeout: 0s|timeout = 0s: must be more than 0",
                "timeout: -5s|timeout = -5s: must not be negative",
                "timeout: soon|timeout = soon: must be a number and a unit (ms, s, m, h), for example 500ms or 15s",
                "timeout: 5 s|timeout = 5 s: must be a number and a unit (ms, s, m, h), for example 500ms or 15s",
                "timeout: 9000h|timeout = 9000h: must be at most 8760h",
                "timeout:|timeout: has no value",
                "timeout: ''|timeout = : must be a number and a unit (ms, s, m, h), for example 500ms or 15s",
                "timeout: [5s]|timeout: must be a single value",
                "timeout: { a: 5s }|timeout: must be a single value",
                "idle-timeout: 5|idle-timeout = 5: needs a unit, for example 500ms or 15s",
                "mode: on|mode = on: must be enforce, observe or off",
                "retry: 3|retry = 3: must be a map of keys, or none",
                "retry: { max-retries: -1 }|retry.max-retries = -1: must be 0 or more",
                "retry: { max-retries: 1.5 }|retry.max-retries = 1.5: must be a whole number, 0 or more",
                "retry: { max-retries: none }|retry.max-retries = none: must be a whole number, 0 or more",
                "retry: { max-retries: 3000000000 }|retry.max-retries = 3000000000: must be 2147483647 or less",
                "retry: { multiplier: 0.5 }|retry.multiplier = 0.5: must be a number of 1 or more",
                "retry: { multiplier: 2x }|retry.multiplier = 2x: must be a number of 1 or more",
                "retry: { jitter: 1.1 }|retry.jitter = 1.1: must be a number from 0 to 1",
                "retry: { jitter: NaN }|retry.jitter = NaN: must be a number from 0 to 1",
                "retry: { timeouts: yes }|retry.timeouts = yes: must be true or false",
                "retry: { statuses: [99] }|retry.statuses[0] = 99: must be a status from 100 to 599, or a range such as 500-599",
                "retry: { statuses: [503, 599-500] }|retry.statuses[1] = 599-500: must be a status from 100 to 599, or a range such as 500-599",
                "retry: { statuses: 5xx }|retry.statuses = 5xx: must be a status from 100 to 599, or a range such as 500-599",
                "retry: { methods: [G T] }|retry.methods[0] = G T: must be a method, such as GET",
                "retry: { methods: [[GET]] }|retry.methods[0]: must be a single value",
                "retry: { budget: 0.2 }|retry.budget = 0.2: must be a map of keys, or none",
                "retry: { budget: { ratio: -0.1 } }|retry.budget.ratio = -0.1: must be a number from 0 to 100",
                "retry: { budget: { ratio: 101 } }|retry.budget.ratio = 101: must be a number from 0 to 100",
                "retry: { budget: { min-per-second: -1 } }|retry.budget.min-per-second = -1: must be a number from 0 to 1000000",
                "retry: { budget: { min-per-second: 2/s } }|retry.budget.min-per-second = 2/s: must be a number from 0 to 1000000",
                "breaker: { failure-threshold: 0 }|breaker.failure-threshold = 0: must be 1 or more",
                "breaker: { recovery-timeout: none }|breaker.recovery-timeout = none: must be a number and a unit (ms, s, m, h), for example 500ms or 15s",
                "breaker: { failure-statuses: [500-600] }|breaker.failure-statuses[0] = 500-600: must be a status from 100 to 599, or a range such as 500-599",
                "breaker: { scope: host }|breaker.scope = host: must be service, origin or auto",
                "breaker: { scope: none }|breaker.scope = none: must be service, origin or auto",
                "breaker: { failure-rate: 50 }|breaker.failure-rate = 50: must be a map of keys, or none",
                "breaker: { failure-rate: { percent: 0 } }|breaker.failure-rate.percent = 0: must be 1 or more",
                "breaker: { failure-rate: { percent: 101 } }|breaker.failure-rate.percent = 101: must be 100 or less",
                "breaker: { failure-rate: { percent: 50% } }|breaker.failure-rate.percent = 50%: must be a whole number, 1 or more",
                "breaker: { failure-rate: { window: 999ms } }|breaker.failure-rate.window = 999ms: must be from 1s to 1h",
                "breaker: { failure-rate: { window: 61m } }|breaker.failure-rate.window = 61m: must be from 1s to 1h",
                "breaker: { failure-rate: { window: none } }|breaker.failure-rate.window = none: must be a number and a unit (ms, s, m, h), for example 500ms or 15s",
                "breaker: { failure-rate: { minimum-calls: 0 } }|breaker.failure-rate.minimum-calls = 0: must be 1 or more",
                "breaker: { failure-rate: { calls: 5 } }|breaker.failure-rate.calls: is not a known key; did you mean minimum-calls?",
                "breaker: { slow-call: true }|breaker.slow-call = true: must be a map of keys, or none",
                "breaker: { slow-call: { longer-than: 0s } }|breaker.slow-call.longer-than = 0s: must be more than 0",
                "breaker: { slow-call: { longer-than: 2 } }|breaker.slow-call.longer-than = 2: needs a unit, for example 500ms or 15s",
                "breaker: { slow-call: { percent: 101 } }|breaker.slow-call.percent = 101: must be 100 or less",
                "breaker: { slow-call: { window: 0s } }|breaker.slow-call.window = 0s: must be from 1s to 1h",
                "breaker: { max-recovery-timeout: 5 }|breaker.max-recovery-timeout = 5: needs a unit, for example 500ms or 15s",
                "breaker: { max-recovery-timeout: 0s }|breaker.max-recovery-timeout = 0s: must be more than 0",
                "breaker: { on-open: error }|breaker.on-open = error: must be exception or response",
                "max-concurrent: 0|max-concurrent = 0: must be 1 or more",
                "max-concurrent: many|max-concurrent = many: must be a whole number, 1 or more",
                "urls: [http://b]|urls: must not stand beside url",
                "name: ' '|name =  : must have something to show, and no line breaks or control characters",
                "tiemout: 5s|tiemout: is not a known key; did you mean timeout?",
                "max-retries: 5|max-retries: is not a known key; did you mean retry.max-retries?",
                "retry: { maxRetries: 5 }|retry.maxRetries: is not a known key; did you mean max-retries?",
                "retry: { retries: 5 }|retry.retries: is not a known key; did you mean max-retries?",
                "breaker: { threshold: 5 }|breaker.threshold: is not a known key; did you mean failure-threshold?",
                "colour: red|colour: is not a known key"
            })
    void namesTheLineTheKeyTheValueAndTheRule(String setting, String problem) {
        assertEquals(
                List.of("resil.yaml:4: services.a." + problem),
                ConfigurationText.ofService(setting).problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "services: []|resil.yaml:1: services: must be a map from ids to services",
                "services: none|resil.yaml:1: services: must be a map from ids to services",
                "services: { a: http://a }|resil.yaml:1: services.a: must be a map with at least a url",
                "services: { A_b: { url: a } }|resil.yaml:1: services.A_b: must have an id of the letters a-z, digits and hyphens",
                "services: { a: { url: none } }|resil.yaml:1: services.a.url = none: must be a URL",
                "services: { a: { url: ftp://a } }|resil.yaml:1: services.a.url = ftp://a: must begin with http://, https:// or the host",
                "services: { a: { urls: [] } }|resil.yaml:1: services.a.urls: must have at least one URL",
                "services: { a: { urls: [a, 'b:0'] } }|resil.yaml:1: services.a.urls[1] = b:0: must have a port from 1 to 65535, or none",
                "services: { a: }|resil.yaml:1: services.a: must have a url (or urls)",
                "defaults: none|resil.yaml:1: defaults = none: must be a map of keys",
                "defaults: { url: a }|resil.yaml:1: defaults.url: belongs to a service, not to defaults",
                "defaults: { timeout: 5 }|resil.yaml:1: defaults.timeout = 5: needs a unit, for example 500ms or 15s",
                "status: 9901|resil.yaml:1: status = 9901: must be a map of keys, or none",
                "status: { ports: 9901 }|resil.yaml:1: status.ports: is not a known key; did you mean port?",
                "status: { port: http }|resil.yaml:1: status.port = http: must be a whole number, 0 or more",
                "status: { port: 65536 }|resil.yaml:1: status.port = 65536: must be a port from 1 to 65535, or 0 for any that is free",
                "status: { bind: 'localhost:80' }|resil.yaml:1: status.bind = localhost:80: must be an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0",
                "status: { bind: none }|resil.yaml:1: status.bind = none: must be an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0",
                "log: none|resil.yaml:1: log = none: cannot be none; set log.level to error to see little",
                "log: { level: loud }|resil.yaml:1: log.level = loud: must be debug, info, warn or error",
                "log: { target: stdout }|resil.yaml:1: log.target = stdout: must be app, stderr, or the path of a file such as ./resil.log",
                "service: { a: { url: a } }|resil.yaml:1: service: is not a known key; did you mean services?",
                "- a|resil.yaml:1: must be a map with the key services",
                "just text|resil.yaml:1: must be a map with the key services",
                "''|resil.yaml:1: must be a map with the key services",
                "{}|resil.yaml:1: is empty; it needs at least services",
                "# nothing|resil.yaml: is empty; it needs at least services",
                "mode: enforce\\nmode: off|resil.yaml:2: mode: is written twice, first in line 1",
                "? [a]\\n: b|resil.yaml:1: must have keys of plain text",
                "mode: !secret off|resil.yaml:1: mode: must have no YAML tag (!...)",
                "mode: *other|resil.yaml:1: is no YAML: a value that begins with * must be in quotes",
                "mode: \"off|resil.yaml:1: is no YAML: found unexpected end of stream while scanning a quoted scalar that begins in line 1",
                "mode: a\\n---\\nmode: b|resil.yaml:2: is no YAML: but found another document expected a single document in the stream that begins in line 1",
                "mode: off\\nname: \\u0007|resil.yaml:2: is no YAML: the character U+0007 must be written as an escape in double quotes"
            })
    void refusesWhatIsNoConfiguration(String yaml, String problem) {
        String text = yaml.replace("\\n", "\n").replace("\\u0007", "\u0007");
        assertEquals(List.of(problem), ConfigurationText.of(text).problems());
    }

    @Test
    void reportsAMistakeInTheDefaultsOnceForAllServices() {
        assertEquals(
                List.of("resil.yaml:2: defaults.retry.jitter = 7: must be a number from 0 to 1"),
                ConfigurationText.of(
                                "defaults:\n  retry: { jitter: 7 }\nservices:\n  a: { url: a }\n  b: { url: b, retry: { jitter: 0 } }")
                        .problems());
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 24; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        List<String> problems = ConfigurationText.of(yaml.toString()).problems();
        assertTrue(
                problems.stream().anyMatch(p -> p.endsWith("too large once its aliases are followed")),
                () -> String.join("\n", problems));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode: &m [*m]", "services: &s { a: *s }"})
    void refusesAliasesToThemselves(String yaml) {
        assertTrue(ConfigurationText.of(yaml).problems().get(0).contains("is nested too deeply"));
    }

    @Test
    void refusesBracketsBeyondMeasure() {
        List<String> problems =
                ConfigurationText.of("mode: " + "[".repeat(200_000)).problems();
        assertEquals(1, problems.size());
    }

    @Test
    void takesValuesFromAnchors() {
        Configuration configuration = ConfigurationText.of(
                        "services:\n  a: { url: a, retry: &r { max-retries: 9 } }\n  b: { url: b, retry: *r }")
                .load();
        assertEquals(9, java.util.Objects.requireNonNull(configuration.services.get(1).retry).maxRetries);
    }

    @Test
    void saysWhenTheFileIsMissing() {
        String name = directory.resolve("resil.yaml").toString();
        assertEquals(List.of(name + ": does not exist"), problemsOf(name));
    }

    @Test
    void saysWhenTheFileIsADirectory() {
        assertEquals(List.of(directory + ": is a directory, not a file"), problemsOf(directory.toString()));
    }

    @Test
    void saysInWhichLineTheFileIsNoUtf8() throws IOException {
        Path file = directory.resolve("resil.yaml");
        Files.write(
                file,
                "mode: off\nservices: { a: { url: a, name: b\u00fccher } }".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of(file + ":2: is not written in UTF-8"), problemsOf(file.toString()));
    }

    @Test
    void refusesAFileThatHasNoEnd() {
        File zeros = new File("/dev/zero");
        if (zeros.exists()) {
            assertEquals(List.of("/dev/zero: is larger than 1 MB"), problemsOf(zeros.getPath()));
        }
    }

    @Test
    void readsAFileWithAByteOrderMark() throws Exception {
        Path file = directory.resolve("resil.yaml");
        Files.writeString(file, "\uFEFFservices: { a: { url: a, name: b\u00fccher } }");
        Configuration configuration = new ConfigurationLoader(new Variables(Map.of(), Map.of())).load(file.toString());
        assertEquals("b\u00fccher", configuration.services.get(0).name);
        assertEquals(file.toString(), configuration.file);
    }

    private static List<String> problemsOf(String file) {
        ConfigurationLoader loader = new ConfigurationLoader(new Variables(Map.of(), Map.of()));
        return assertThrows(InvalidConfigurationException.class, () -> loader.load(file)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
