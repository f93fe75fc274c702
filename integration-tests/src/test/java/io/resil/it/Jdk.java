package io.resil.it;

import io.resil.it.Client.Ability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code java.net.http}. */
final class Jdk {

    private Jdk() {}

    static Client send() {
        Set<Ability> abilities = common();
        abilities.add(Ability.CAN_BE_INTERRUPTED);
        return client("jdk-send", abilities);
    }

    static Client sendAsync() {
        Set<Ability> abilities = common();
        abilities.add(Ability.CAN_BE_CANCELLED);
        abilities.add(Ability.WRAPS);
        return client("jdk-send-async", abilities);
    }

    private static Set<Ability> common() {
        Set<Ability> abilities = EnumSet.of(
                Ability.FOLLOWS_REDIRECTS,
                Ability.FOLLOWS_307_WITH_A_BODY,
                Ability.GOES_THROUGH_PROXIES,
                Ability.LEAVES_REQUESTS_ALONE,
                Ability.REPLAYS,
                Ability.SPEAKS_HTTP2);
        if (AgentJvm.javaVersion() >= 17) { // Java 11 takes it for the answer, and waits for the end of its body
            abilities.add(Ability.SEES_PAST_INFORMATION);
        }
        return abilities;
    }

    private static Client client(String kind, Set<Ability> abilities) {
        return new Client(
                kind,
                11,
                List.of(),
                "java.net.ConnectException",
                "java.net.http.HttpTimeoutException",
                "java.net.http.HttpConnectTimeoutException",
                "java.lang.InterruptedException",
                "java.util.concurrent.CancellationException",
                abilities);
    }
}
