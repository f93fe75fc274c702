package io.resil.it;

import java.util.List;

/** The one service that tests of the agent as a whole call, where the client does not matter: governed means a token. */
final class Backend {

    static final String ADDRESS = "127.0.1.1";
    static final String BEAN = "io.resil:type=CircuitBreaker,service=backend";
    static final String AGENT = "io.resil:type=Agent";

    private static final String TOKEN = "X-Internal-Token";

    private Backend() {}

    static String yaml() {
        return yaml("s3cret");
    }

    /** @param token tells one configuration from another, on the wire */
    static String yaml(String token) {
        return """
                log: { target: stderr, level: debug }
                services:
                  backend:
                    name: The Backend
                    url: %s
                    retry: { backoff: 20ms }
                    token: { header: %s, value: %s }
                """
                .formatted(ADDRESS, TOKEN, token);
    }

    /** A JVM with a client that runs on every Java. */
    static AgentJvm.Builder configured(String yaml) {
        AgentJvm.Builder builder = AgentJvm.configured(yaml);
        Apache5.classic(Apache5.NEWEST).libraries().forEach(builder::library);
        return builder;
    }

    static Scene scene(AgentJvm jvm) {
        return scene(jvm, Apache5.classic(Apache5.NEWEST));
    }

    static Scene scene(AgentJvm jvm, Client client) {
        return new Scene(jvm, () -> jvm, client, "backend", ADDRESS);
    }

    /** Makes a call. @return the token that came over the wire, "none" when none did, or what went wrong */
    static String tokenSentBy(AgentJvm jvm) throws Exception {
        try (Scene scene = scene(jvm)) {
            return tokenSentIn(scene);
        }
    }

    static String tokenSentIn(Scene scene) {
        FaultyServer server = scene.server();
        Answer answer = scene.get(server.url("/")).now();
        return answer.status() == 200 ? tokenIn(server.received().get(0)) : answer.toString();
    }

    static String tokenIn(Received request) {
        return request.header(TOKEN).orElse("none");
    }

    /** Lines of the agent on stderr, without what it logs of calls. */
    static List<String> said(List<String> errors) {
        return errors.stream()
                .filter(line -> line.startsWith("resil"))
                .map(line -> line.substring("resil".length()).replaceFirst("^:? ", ""))
                .toList();
    }

    /** {@code java.net.http}, Java 11 and newer. */
    static boolean hasJdkClient() {
        return AgentJvm.javaVersion() >= Jdk.send().since();
    }
}
