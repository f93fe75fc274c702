package io.resil.agent.config;

import io.resil.agent.route.NearMiss;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.route.UrlPattern;
import io.resil.agent.route.UrlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration means for one call: which service covers it and why, each setting and where it came from, whether it
 * would be sent again. Made when somebody asks, of what the reader kept. Shows no token. Immutable.
 */
public final class Explanation {

    /** The id of the service that covers the URL; null when none does. */
    public final @Nullable String service;

    private final String text;

    private Explanation(@Nullable String service, List<String> lines) {
        this.service = service;
        this.text = String.join("\n", lines);
    }

    /**
     * Explains.
     *
     * @throws IllegalArgumentException for what is no method or no URL of HTTP; its message says what is expected
     */
    public static Explanation of(Configuration configuration, String method, String url) {
        if (!HttpSyntax.isToken(method)) {
            throw new IllegalArgumentException("the method must be one of HTTP, such as GET");
        }
        AskedUrl asked = AskedUrl.parse(url);
        String call = method.toUpperCase(Locale.ROOT) + " " + asked;
        Map<UrlPattern, Claim> claims = claims(configuration);
        UrlTable.Builder<Claim> table = new UrlTable.Builder<>();
        for (Map.Entry<UrlPattern, Claim> each : claims.entrySet()) {
            table.add(each.getKey(), each.getValue());
        }
        Claim claim = table.build().match(asked.scheme(), asked.host, asked.port, asked.path);
        return claim == null
                ? new Explanation(null, unmatched(call, asked, claims))
                : new Explanation(
                        claim.service.id, matched(call, method.toUpperCase(Locale.ROOT), claim, configuration));
    }

    private static Map<UrlPattern, Claim> claims(Configuration configuration) {
        Map<UrlPattern, Claim> claims = new LinkedHashMap<>();
        for (ServiceSettings service : configuration.services) {
            Provenance from = new Provenance(configuration.written, service.id);
            for (int i = 0; i < service.urls.size(); i++) {
                claims.putIfAbsent(service.urls.get(i), new Claim(service, service.urls.get(i), from, i));
            }
        }
        return claims;
    }

    private static List<String> matched(String call, String method, Claim claim, Configuration configuration) {
        List<String> lines = new ArrayList<>();
        lines.add(call + " is governed by " + claim.service.id + ", because of " + claim);
        lines.add("");
        columns(lines, SettingRows.of(claim.service, configuration.mode, claim.from));
        lines.add("");
        lines.add("A built-in time limit fills in where the application set none; one that was set holds beside the");
        lines.add("application's own, and the stricter wins.");
        lines.add("");
        lines.addAll(RetryAnswer.lines(method, claim.service, claim.from));
        return lines;
    }

    private static void columns(List<String> lines, List<String[]> rows) {
        int keys = 0;
        int values = 0;
        for (String[] row : rows) {
            keys = Math.max(keys, row[0].length());
            values = Math.max(values, row[1].length());
        }
        for (String[] row : rows) {
            lines.add("  " + padded(row[0], keys + 2) + padded(row[1], values + 2) + row[2]);
        }
    }

    private static String padded(String text, int width) {
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < width) {
            padded.append(' ');
        }
        return padded.toString();
    }

    private static List<String> unmatched(String call, AskedUrl asked, Map<UrlPattern, Claim> claims) {
        List<String> lines = new ArrayList<>();
        lines.add(call + " is governed by no service; the agent leaves it alone");
        NearMiss near = NearMiss.of(claims.keySet(), asked.https, asked.host, asked.port, asked.path);
        Claim claim = near == null ? null : claims.get(near.pattern);
        if (near != null && claim != null) {
            lines.add("nearest: " + claim + " of " + claim.service.id + ", which is for " + near.difference);
        } else if (claims.isEmpty()) {
            lines.add("no service is configured");
        } else {
            lines.add("no service has a host like " + asked.host);
        }
        return lines;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A pattern of a service. */
    private static final class Claim {
        final ServiceSettings service;
        final Provenance from;
        private final UrlPattern pattern;
        private final int index;

        Claim(ServiceSettings service, UrlPattern pattern, Provenance from, int index) {
            this.service = service;
            this.pattern = pattern;
            this.from = from;
            this.index = index;
        }

        @Override
        public String toString() {
            return "url " + pattern + " (" + from.ofUrl(index) + ")";
        }
    }
}
