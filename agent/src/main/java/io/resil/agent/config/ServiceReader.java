package io.resil.agent.config;

import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.route.UrlPattern;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.token.TokenSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one service, its defaults merged in, in the order of the specification. */
final class ServiceReader {

    private final Mode modeOfAll;
    private final UrlReader urls;
    private final Problems problems;

    ServiceReader(Mode modeOfAll, Problems problems) {
        this.modeOfAll = modeOfAll;
        this.urls = new UrlReader(problems);
        this.problems = problems;
    }

    ServiceSettings read(String id, Mapping merged) {
        Section service = Section.of(merged, Keys.OF_SERVICE, problems);
        return settings(
                id,
                name(id, service),
                urls.read(id, service),
                service,
                TokenReader.read(service),
                FallbackReader.read(service));
    }

    /** Reports what is wrong in the defaults also where every service, or none at all, goes without them. */
    void check(Mapping defaults) {
        // what merely looks wrong may be right with what the services add
        Section section = Section.of(defaults, Keys.OF_DEFAULTS, problems.errorsOnly());
        settings("defaults", "defaults", Collections.<UrlPattern>emptyList(), section, null, null);
        TokenReader.check(section);
        FallbackReader.check(section);
    }

    private ServiceSettings settings(
            String id,
            String name,
            List<UrlPattern> patterns,
            Section service,
            @Nullable TokenSettings token,
            @Nullable FallbackSettings fallback) {
        Mode mode = mode(service);
        TimeoutSettings timeouts = TimeoutReader.read(service);
        return new ServiceSettings(
                id,
                name,
                patterns,
                mode,
                timeouts,
                RetryReader.read(service),
                BreakerReader.read(service, patterns, timeouts.attempt),
                token,
                maxConcurrent(service),
                fallback);
    }

    private static int maxConcurrent(Section service) {
        return service.has("max-concurrent") && !service.isNone("max-concurrent")
                ? service.integer("max-concurrent", 1, 1)
                : 0;
    }

    private static String name(String id, Section service) {
        String name = service.text("name");
        if (name == null) {
            return id;
        }
        boolean isPlain = !name.trim().isEmpty();
        for (int i = 0; i < name.length(); i++) {
            isPlain &= !Character.isISOControl(name.charAt(i));
        }
        if (!isPlain) {
            service.error("name", "must have something to show, and no line breaks or control characters");
        }
        return name;
    }

    /** Switching all off is for emergencies, so a single service does not escape it. */
    private Mode mode(Section service) {
        Mode own = readMode(service, modeOfAll);
        if (modeOfAll == Mode.OFF && own != Mode.OFF) {
            service.warning("mode", "has no effect while mode at the top is off; defaults.mode would give way to it");
        }
        return modeOfAll == Mode.OFF ? Mode.OFF : own;
    }

    static Mode readMode(Section section, Mode otherwise) {
        List<String> keys = new ArrayList<>();
        for (Mode each : Mode.values()) {
            keys.add(each.key());
        }
        Mode mode = Mode.of(section.choice("mode", otherwise.key(), keys, Collections.<String>emptyList()));
        return mode == null ? otherwise : mode;
    }

    static boolean isId(@Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return text != null && !text.isEmpty();
    }
}
