package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Target;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Adds the token of the service to a hop, if the hop goes to the service. */
final class Tokens {

    private Tokens() {}

    /**
     * By the route of the hop, never by what its headers say; what the application set itself stays.
     *
     * @return whether it was added
     */
    static boolean add(Target service, Attempt attempt, HttpRequest request, @Nullable HttpHost host) {
        String token = attempt.token();
        String header = service.tokenHeader();
        if (token == null || header == null || host == null || request.containsHeader(header)) {
            return false;
        }
        if (!service.covers(host.getSchemeName(), host.getHostName(), host.getPort(), request.getRequestUri())) {
            return false;
        }
        request.setHeader(header, token);
        return true;
    }
}
