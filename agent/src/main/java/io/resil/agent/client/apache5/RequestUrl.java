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
        String named = authority == null ? null : authority.getHostName() + ":" + authority.getPort();
        StringBuilder url = new StringBuilder();
        if (host != null) {
            url.append(host.getSchemeName()).append("://").append(host.getHostName());
            url.append(':').append(host.getPort());
        } else if (named != null) {
            url.append(request.getScheme() == null ? "http" : request.getScheme());
            url.append("://").append(named);
        } else {
            return null;
        }
        String text = url.toString().toLowerCase(Locale.ROOT) + target(request);
        // the same address may be asked on behalf of several names
        return host == null || named == null ? text : text + " of " + named.toLowerCase(Locale.ROOT);
    }

    private static String target(ClassicHttpRequest request) {
        String target = request.getRequestUri();
        int fragment = target == null ? -1 : target.indexOf('#');
        return target == null ? "/" : fragment < 0 ? target : target.substring(0, fragment);
    }
}
