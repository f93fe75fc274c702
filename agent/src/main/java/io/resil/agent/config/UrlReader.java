package io.resil.agent.config;

import io.resil.agent.route.UrlPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the URLs of the services, and finds those that two services claim alike. */
final class UrlReader {

    private final Problems problems;
    private final Map<UrlPattern, Claim> claims = new HashMap<>();

    UrlReader(Problems problems) {
        this.problems = problems;
    }

    List<UrlPattern> read(String id, Section service) {
        boolean hasUrl = service.has("url");
        boolean hasUrls = service.has("urls");
        if (hasUrl == hasUrls) {
            problems.error(
                    service.place(hasUrl ? "urls" : ""),
                    hasUrl ? "must not stand beside url" : "must have a url (or urls)");
        }
        int errorsBefore = problems.errorCount();
        List<UrlPattern> patterns = new ArrayList<>();
        for (Scalar scalar : hasUrl ? single(service) : service.list("urls")) {
            try {
                UrlPattern pattern = UrlPattern.parse(String.valueOf(scalar.text));
                claim(pattern, id, scalar);
                patterns.add(pattern);
            } catch (IllegalArgumentException e) {
                problems.error(scalar, String.valueOf(e.getMessage()));
            }
        }
        if (hasUrls && patterns.isEmpty() && problems.errorCount() == errorsBefore) {
            service.error("urls", "must have at least one URL");
        }
        return Collections.unmodifiableList(patterns);
    }

    private static List<Scalar> single(Section service) {
        Scalar scalar = service.scalar("url");
        if (scalar != null && scalar.isNone()) {
            service.error("url", "must be a URL");
            return Collections.emptyList();
        }
        return scalar == null ? Collections.<Scalar>emptyList() : Collections.singletonList(scalar);
    }

    private void claim(UrlPattern pattern, String id, Scalar scalar) {
        Claim first = claims.get(pattern);
        if (first == null) {
            claims.put(pattern, new Claim(id, scalar));
        } else if (!first.id.equals(id)) {
            problems.error(
                    scalar,
                    "must not stand for the same URLs as " + first.scalar.shown() + " of the service " + first.id
                            + " (" + first.scalar.place.origin
                            + (first.scalar.place.line > 0 ? ":" + first.scalar.place.line : "") + ")");
        } else {
            problems.warning(scalar, "stands twice in the same service");
        }
    }

    private static final class Claim {
        final String id;
        final Scalar scalar;

        Claim(String id, Scalar scalar) {
            this.id = id;
            this.scalar = scalar;
        }
    }
}
