package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Variables;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service by one configuration goes on as the same service by the next. */
class SuccessionTest {

    private final VirtualTime time = new VirtualTime(5);
    private RouteTable routes = table("timeout: 10s", null);

    private final class VirtualParts implements Parts {
        @Override
        public Ticker ticker() {
            return time;
        }

        @Override
        public LongSupplier wallMillis() {
            return () -> 1_000;
        }

        @Override
        public Timers timers() {
            return time;
        }

        @Override
        public DoubleSupplier random() {
            return () -> 0.5;
        }

        @Override
        public CallListener callListener(ServiceSettings service) {
            return new CallListener() {};
        }

        @Override
        public BreakerListener breakerListener(ServiceSettings service) {
            return transition -> {};
        }

        @Override
        public TokenSource tokens(ServiceSettings service, TokenSettings token) {
            try {
                return TokenSource.open(token, time, problem -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private RouteTable table(String settings, @Nullable RouteTable before) {
        String yaml = "services:\n  chroma:\n" + ("url: chroma\nretry: none\n" + settings).indent(4);
        if (settings.contains("url:")) {
            yaml = yaml.replace("    url: chroma\n", "");
        }
        try {
            ConfigurationLoader loader = new ConfigurationLoader(new Variables(Map.of(), Map.of()));
            return new RouteTable(loader.parse("resil.yaml", yaml).services, new VirtualParts(), before);
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private Service service() {
        return routes.services().get(0);
    }

    private Breaker breaker() {
        return Objects.requireNonNull(service().breaker());
    }

    /** The new table is in force, and its service in the place of the old one. */
    private void change(String settings) {
        RouteTable next = table(settings, routes);
        ServiceSettings nextSettings = next.services().get(0).settings();
        Service before = routes.goingOn(nextSettings);
        if (before != null) {
            next.services().get(0).takeOver(before);
        }
        routes = next;
    }

    private StagedCall call(int status) {
        StagedCall call = new StagedCall(time).thenAnswered(status);
        call.run(Objects.requireNonNull(service().target()).chain());
        return call;
    }

    /** One during which something happens. */
    private StagedCall callDuring(Runnable event) {
        StagedCall call = new StagedCall(time).then(attempt -> {
            event.run();
            StagedCall.answer(200, -1).accept(attempt);
        });
        call.run(Objects.requireNonNull(service().target()).chain());
        return call;
    }

    private void begin(String settings) {
        routes = table(settings, null);
    }

    // ---- the breaker

    @Test
    void breakerItsStateAndItsFailuresGoOnByTheNewSettings() {
        Breaker before = breaker();
        call(500);
        change("breaker: { failure-threshold: 2 }");
        assertSame(before, breaker());
        assertEquals(1, breaker().snapshot().consecutiveFailures);
        call(500);
        assertEquals(BreakerState.OPEN, breaker().snapshot().state);
    }

    @Test
    void nothingIsNewBeforeItTakesOver() {
        int threshold = breaker().settings().failureThreshold;
        table("breaker: { failure-threshold: 2 }", routes);
        assertEquals(threshold, breaker().settings().failureThreshold);
    }

    @Test
    void otherUrlsMakeItAnotherService() {
        breaker().forceOpen();
        change("url: elsewhere");
        assertEquals(BreakerState.CLOSED, breaker().snapshot().state);
    }

    @Test
    void otherScopeMakesAnotherBreakerInTheStateThatWasForced() {
        breaker().forceOpen();
        Breaker before = breaker();
        change("breaker: { scope: origin }");
        assertNotSame(before, breaker());
        assertEquals(BreakerState.FORCED_OPEN, breaker().snapshot().state);
        breaker().disable();
        change("breaker: { scope: service }");
        assertEquals(BreakerState.DISABLED, breaker().snapshot().state);
    }

    @Test
    void breakerThatIsSwitchedOffIsGone() {
        breaker().forceOpen();
        change("breaker: none");
        assertNull(service().breaker());
        change("timeout: 10s");
        assertEquals(BreakerState.CLOSED, breaker().snapshot().state);
    }

    @Test
    void shadowGoesOnWhileObserving() {
        begin("mode: observe");
        Breaker shadow = breaker();
        shadow.forceOpen();
        change("mode: observe\nbreaker: { failure-threshold: 2 }");
        assertSame(shadow, breaker());
        assertEquals(2, shadow.settings().failureThreshold);
        assertEquals(BreakerState.FORCED_OPEN, shadow.snapshot().state);
    }

    // ---- the mode

    @ParameterizedTest
    @ValueSource(strings = {"ENFORCE", "OBSERVE", "OFF"})
    void modeThatAnOperatorSetStays(Mode mode) {
        service().setMode(mode);
        change("timeout: 11s");
        assertEquals(mode, service().mode());
    }

    @Test
    void modeThatIsNewInTheConfigurationHolds() {
        service().setMode(Mode.OFF);
        change("mode: observe");
        assertEquals(Mode.OBSERVE, service().mode());
    }

    @Test
    void modeThatAnOperatorSetsWhileTheNextIsMadeIsNotLost() {
        RouteTable next = table("timeout: 11s", routes);
        service().setMode(Mode.OFF);
        next.services().get(0).takeOver(service());
        assertEquals(Mode.OFF, next.services().get(0).mode());
    }

    // ---- calls in flight

    @Test
    void callsUnderWayTakePlacesOfTheNewLimitAndGiveThemBack() {
        begin("max-concurrent: 2");
        StagedCall early = callDuring(() -> {
            change("max-concurrent: 1");
            assertTrue(call(200).attempt().endedAs(Ending.REJECTED));
        });
        assertEquals(200, early.attempt().status());
        assertEquals(200, call(200).attempt().status());
        callDuring(() -> assertTrue(call(200).attempt().endedAs(Ending.REJECTED)));
    }

    @Test
    void failureOfACallUnderWayCountsInTheBreakerThatGoesOn() {
        begin("breaker: { failure-threshold: 9 }");
        StagedCall call = new StagedCall(time).then(attempt -> {
            change("breaker: { failure-threshold: 1 }");
            StagedCall.answer(500, -1).accept(attempt);
        });
        call.run(service().chain());
        assertEquals(BreakerState.OPEN, breaker().snapshot().state);
    }

    @Test
    void callUnderWayGoesOnWithItsOwnTable() {
        Service before = service();
        change("url: elsewhere");
        assertTrue(before.covers("http", "chroma", 80, "/"));
        assertFalse(service().covers("http", "chroma", 80, "/"));
    }

    // ---- the token

    @Test
    void tokenOfACallIsThatOfItsConfiguration() {
        begin("token: { header: X-T, value: one }");
        StagedCall early = callDuring(() -> change("token: { header: X-T, value: two }"));
        assertEquals("one", early.attempt().token());
        assertEquals("two", call(200).attempt().token());
    }

    @Test
    void tokenWhoseFileIsMissingStays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cret");
        String token = "token: { header: X-T, file: '" + file + "' }";
        begin(token);
        ServiceSettings settings = service().settings();
        Files.delete(file);
        RouteTable next = new RouteTable(List.of(settings), new VirtualParts(), routes);
        next.services().get(0).takeOver(service());
        routes = next;
        assertEquals("s3cret", call(200).attempt().token());
    }
}
