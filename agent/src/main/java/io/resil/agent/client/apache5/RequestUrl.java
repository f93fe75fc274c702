package io.resil.agent.client.apache5;

import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** The whole URL of a request, put together from where the client has its parts. */
final class RequestUrl {

    private RequestUrl() {}

    /** Null when its parts do not say where it goes. Without fragment and user info. */
    static @Nullable String of(@Nullable HttpHost host, ClassicHttpRequest request) {
        URIAuthority authority = request.getAuthority();
        String named = authority == null ? null : address(authority.getHostName(), authority.getPort());
        if (host == null) {
            return named == null ? null : Asked.scheme(null, request) + "://" + named + target(request);
        }
        String address = address(host.getHostName(), host.getPort());
        String url = host.getSchemeName() + "://" + address + target(request);
        // the same address may be asked on behalf of several names; its own name is filled in as the request is sent
        return named == null || named.equals(address) ? url : url + " of " + named;
    }

    private static String address(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String target(ClassicHttpRequest request) {
        String target = request.getRequestUri();
        int fragment = target == null ? -1 : target.indexOf('#');
        return target == null ? "/" : fragment < 0 ? target : target.substring(0, fragment);
    }
}
