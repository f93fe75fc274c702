package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.LocalAnswer;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.fallback.LastGoodSettings;
import io.resil.agent.route.ServiceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackReaderTest {

    private static ServiceSettings service(ConfigurationText text) {
        return text.load().services.get(0);
    }

    private static @Nullable FallbackSettings fallback(String settings) {
        return service(ConfigurationText.ofService(settings)).fallback;
    }

    private static LocalAnswer answer(String settings) {
        return Objects.requireNonNull(Objects.requireNonNull(fallback(settings)).answer);
    }

    private static LastGoodSettings lastGood(String settings) {
        return Objects.requireNonNull(Objects.requireNonNull(fallback(settings)).lastGood);
    }

    private static String text(LocalAnswer answer) {
        return new String(answer.body("GET"), StandardCharsets.UTF_8);
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        LocalAnswer answer = answer(
                "fallback: { status: 200, headers: { Content-Type: application/json }, body: '{\"results\":[]}' }");
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.field("Content-Type"));
        assertEquals("{\"results\":[]}", text(answer));
    }

    @Test
    void answersTwoHundredUnlessToldOtherwise() {
        assertEquals(200, answer("fallback: { body: x }").status());
        assertEquals(204, answer("fallback: { status: 204 }").status());
    }

    @Test
    void takesTheBytesOfAFile(@TempDir Path folder) throws IOException {
        byte[] bytes = {(byte) 0xff, 0, 1};
        Path file = Files.write(folder.resolve("body.bin"), bytes);
        assertArrayEquals(
                bytes, answer("fallback: { body-file: '" + file + "' }").body("GET"));
    }

    @Test
    void bodyOfAServiceTakesThePlaceOfTheFileOfDefaults() {
        ConfigurationText text = ConfigurationText.of(
                """
                defaults: { fallback: { status: 203, body: all } }
                services: { a: { url: a, fallback: { body: own } } }
                """);
        LocalAnswer answer = Objects.requireNonNull(Objects.requireNonNull(service(text).fallback).answer);
        assertEquals(203, answer.status());
        assertEquals("own", text(answer));
    }

    @Test
    void isSwitchedOffByNone() {
        ConfigurationText text = ConfigurationText.of(
                """
                defaults: { fallback: { body: all }, max-concurrent: 3 }
                services: { a: { url: a, fallback: none, max-concurrent: none } }
                """);
        assertNull(service(text).fallback);
        assertEquals(0, service(text).maxConcurrent);
    }

    @Test
    void setsTheBodyByAVariable() {
        ServiceSettings service = service(ConfigurationText.ofService("fallback: { body-file: /does/not/exist }")
                .withVariable("RESIL_SERVICES_A_FALLBACK_BODY", "of the environment"));
        LocalAnswer answer = Objects.requireNonNull(Objects.requireNonNull(service.fallback).answer);
        assertEquals("of the environment", text(answer));
    }

    @Test
    void setsAHeaderByAProperty() {
        ServiceSettings service = service(ConfigurationText.ofService("fallback: { body: x }")
                .withProperty("resil.services.a.fallback.headers.Content-Type", "text/plain"));
        LocalAnswer answer = Objects.requireNonNull(Objects.requireNonNull(service.fallback).answer);
        assertEquals("text/plain", answer.field("Content-Type"));
    }

    @Test
    void fillsInTheBuiltInValuesOfLastGood() {
        LastGoodSettings lastGood = lastGood("fallback: { last-good: { vary-on: [] } }");
        assertEquals(Duration.ofMinutes(10).toNanos(), lastGood.maxAgeNanos);
        assertEquals(1000, lastGood.maxEntries);
        assertEquals(256 * 1024, lastGood.maxBodyBytes);
        assertEquals(Set.of(), lastGood.varyOn);
        assertNull(Objects.requireNonNull(fallback("fallback: { last-good: { vary-on: [] } }")).answer);
    }

    @Test
    void readsLastGoodBesideAConfiguredAnswer() {
        String settings = "fallback: { body: x, last-good: { max-age: 1m, max-entries: 2, max-body: 1MB,"
                + " vary-on: [Authorization, accept] } }";
        LastGoodSettings lastGood = lastGood(settings);
        assertEquals(Duration.ofMinutes(1).toNanos(), lastGood.maxAgeNanos);
        assertEquals(2, lastGood.maxEntries);
        assertEquals(1 << 20, lastGood.maxBodyBytes);
        assertEquals(Set.of("authorization", "accept"), lastGood.varyOn);
        assertNotNull(answer(settings));
    }

    @Test
    void requiresVaryOnOfServicesAndNotOfDefaults() {
        String yaml =
                """
                defaults: { fallback: { last-good: { max-age: 1m } } }
                services:
                  a: { url: a, fallback: { last-good: { vary-on: [] } } }
                  b: { url: b }
                """;
        List<String> problems = ConfigurationText.of(yaml).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).contains("must name the request headers that make answers differ"), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fallback: 200|fallback = 200: must be a map of keys, or none",
                "fallback: {}|fallback: must have a status, headers, a body, a body-file or last-good",
                "fallback: { status: 100 }|fallback.status = 100: must be 200 or more",
                "fallback: { status: 600 }|fallback.status = 600: must be a status from 200 to 599",
                "fallback: { status: 204, body: x }|fallback.status = 204: must be a status whose responses have a body, as one is set",
                "fallback: { body: x, body-file: /dev/null }|fallback.body-file = /dev/null: must not stand beside body",
                "fallback: { body-file: /does/not/exist }|fallback.body-file = /does/not/exist: does not exist",
                "fallback: { headers: none }|fallback.headers = none: must be a map",
                "fallback: { headers: { Content-Length: 3 } }|fallback.headers.Content-Length = 3: must not be a header that is set for every response",
                "fallback: { headers: { X-Resil-Fallback: no } }|fallback.headers.X-Resil-Fallback = no: must not be a header that is set for every response",
                "fallback: { headers: { 'a b': c } }|fallback.headers.a b = c: must have the name of a header, such as Content-Type",
                "fallback: { headers: { a: '' } }|fallback.headers.a = : must not be empty",
                "fallback: { headers: { a: [b] } }|fallback.headers.a: must be a single value",
                "fallback: { status: 200, boddy: x }|fallback.boddy: is not a known key; did you mean body?",
                "fallback: { last-good: yes }|fallback.last-good = yes: must be a map of keys, or none",
                "fallback: { last-good: { max-age: 10, vary-on: [] } }|fallback.last-good.max-age = 10: needs a unit, for example 500ms or 15s",
                "fallback: { last-good: { max-entries: 0, vary-on: [] } }|fallback.last-good.max-entries = 0: must be 1 or more",
                "fallback: { last-good: { max-body: 256, vary-on: [] } }|fallback.last-good.max-body = 256: needs a unit, for example 256KB or 1MB",
                "fallback: { last-good: { vary-on: ['a b'] } }|fallback.last-good.vary-on[0] = a b: must be the name of a header, such as Accept-Language"
            })
    void namesTheLineTheKeyTheValueAndTheRule(String setting, String problem) {
        assertEquals(
                List.of("resil.yaml:4: services.a." + problem),
                ConfigurationText.ofService(setting).problems());
    }
}
