package io.resil.agent.client.apache5;

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
    static boolean add(ClassicCall call, HttpRequest request, @Nullable HttpHost host) {
        String token = call.attempt().token();
        String header = call.target().tokenHeader();
        if (token == null || header == null || host == null || request.containsHeader(header)) {
            return false;
        }
        if (!call.target().covers(host.getSchemeName(), host.getHostName(), host.getPort(), request.getRequestUri())) {
            return false;
        }
        request.setHeader(header, token);
        return true;
    }
}
