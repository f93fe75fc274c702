package io.resil.it;

import io.resil.it.Client.Ability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The clients of Apache HttpClient 5. */
final class Apache5 {

    static final String NEWEST = "5.6.5";

    private Apache5() {}

    static Client classic(String version) {
        return client(
                "apache5",
                version,
                EnumSet.of(
                        Ability.FOLLOWS_REDIRECTS,
                        Ability.FOLLOWS_307_WITH_A_BODY,
                        Ability.HAS_A_POOL_TO_ASK,
                        Ability.GOES_THROUGH_PROXIES,
                        Ability.CAN_BE_INTERRUPTED,
                        Ability.CAN_BE_CANCELLED,
                        Ability.LEAVES_REQUESTS_ALONE,
                        Ability.SEES_PAST_INFORMATION,
                        Ability.REPLAYS));
    }

    static Client caching(String version) {
        Client classic = classic(version);
        return client("apache5-caching", version, classic.abilities());
    }

    static Client minimal(String version) {
        return client(
                "apache5-minimal",
                version,
                EnumSet.of(
                        Ability.HAS_A_POOL_TO_ASK,
                        Ability.CAN_BE_INTERRUPTED,
                        Ability.CAN_BE_CANCELLED,
                        Ability.SEES_PAST_INFORMATION));
    }

    private static Client client(String kind, String version, Set<Ability> abilities) {
        return new Client(
                kind,
                8,
                List.of(version, version.equals(NEWEST) ? "slf4j-nop-2.0.17" : "slf4j-nop-1.7.36"),
                "org.apache.hc.client5.http.HttpHostConnectException",
                "java.net.SocketTimeoutException",
                "org.apache.hc.client5.http.ConnectTimeoutException",
                "java.io.InterruptedIOException",
                "org.apache.hc.client5.http.impl.classic.RequestFailedException",
                abilities);
    }

    /** The classic client over the asynchronous one. */
    static Client overAsync(String version) {
        Set<Ability> abilities = EnumSet.copyOf(classic(version).abilities());
        abilities.remove(Ability.REPLAYS);
        abilities.add(Ability.HIDES_CAUSES);
        return client("apache5-over-async", version, abilities);
    }
}
