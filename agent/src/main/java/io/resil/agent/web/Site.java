package io.resil.agent.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is answered at which path, whoever carries it. Thread-safe. */
final class Site {

    private static final String CONTENTS = "There is:\n"
            + "  /                          the page\n"
            + "  /health                    200, or 503 while a critical service is open\n"
            + "  /metrics                   for Prometheus\n"
            + "  /v1/api/status             the agent and every service\n"
            + "  /v1/api/status/services    every service with its settings; ?service=id,id for some\n"
            + "  /v1/api/status/history     the last hour; ?service=id,id for some\n";

    private final StatusView view;
    private final History history;
    private volatile List<String> critical = Collections.emptyList();

    Site(StatusView view, History history) {
        this.view = view;
        this.history = history;
    }

    /** Services without which the application is not well, from now on. */
    void critical(List<String> ids) {
        critical = ids;
    }

    /**
     * Answers a GET.
     *
     * @param query null for none
     * @param accept the header; null for none
     */
    Reply answer(String path, @Nullable String query, @Nullable String accept) throws IOException {
        switch (path) {
            case "/health":
                return Health.of(view.snapshot(), critical);
            case "/metrics":
                return Metrics.of(view, accept);
            case "/v1/api/status":
                return Reply.json(200, Documents.overview(view, System.currentTimeMillis()));
            case "/v1/api/status/services":
                return Reply.json(200, Documents.services(view, services(query)));
            case "/v1/api/status/history":
                return Reply.json(200, history.json(services(query)));
            default:
                Reply file = Assets.at(path);
                return file == null ? Reply.text(404, "Nothing is here.\n\n" + CONTENTS) : file;
        }
    }

    /** Of {@code service=id,id}. An id needs no decoding. */
    private static Set<String> services(@Nullable String query) {
        Set<String> ids = new HashSet<>();
        String prefix = "service=";
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            if (parameter.startsWith(prefix)) {
                ids.addAll(Arrays.asList(parameter.substring(prefix.length()).split(",", -1)));
            }
        }
        return ids;
    }
}
