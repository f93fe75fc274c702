package io.resil.it;

import io.resil.it.app.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A backend of the usual kind with the agent and its status page: four services, each on an address of its own. */
final class Household implements AutoCloseable {

    private static final String YAML =
            """
            log: { target: stderr, level: info }
            status: { port: 0 }
            defaults:
              retry: none
              breaker: { failure-threshold: 3, recovery-timeout: %s }
            services:
              chroma: { name: Chroma Server, url: 127.0.7.1 }
              filesystem: { name: Filesystem Server, url: 127.0.7.2 }
              billing: { name: "%s", url: 127.0.7.3 }
              git: { name: Git Server, url: 127.0.7.4, mode: observe }
            """;

    private static final Client CLIENT = Apache5.classic(Apache5.NEWEST);

    private final AgentJvm jvm;
    private final StatusUrl page;
    private final Map<String, FaultyServer> servers = new LinkedHashMap<>();

    private Household(AgentJvm jvm) {
        this.jvm = jvm;
        this.page = StatusUrl.afterLogging(jvm);
        int last = 1;
        for (String service : new String[] {"chroma", "filesystem", "billing", "git"}) {
            servers.put(service, FaultyServer.at("127.0.7." + last++));
        }
        jvm.ask(new Line().with("do", "client").with("name", "app").with("kind", CLIENT.kind()));
    }

    static Household started(String recoveryTimeout) {
        return started(recoveryTimeout, "Billing Server");
    }

    static Household started(String recoveryTimeout, String nameOfBilling) {
        AgentJvm.Builder backend = Backend.configured("")
                .withoutArgument()
                .file("resil.yaml", YAML.formatted(recoveryTimeout, nameOfBilling));
        return new Household(backend.start());
    }

    String url() {
        return page.base();
    }

    AgentJvm jvm() {
        return jvm;
    }

    FaultyServer server(String service) {
        return Objects.requireNonNull(servers.get(service));
    }

    /** Has the backend call the service, and returns when it has. */
    void call(String service) {
        jvm.await(beginCall(service).answer());
    }

    AgentJvm.Asked beginCall(String service) {
        return jvm.begin(new Line()
                .with("do", "call")
                .with("client", "app")
                .with("method", "GET")
                .with("url", server(service).url("/query")));
    }

    void callAll() {
        servers.keySet().forEach(this::call);
    }

    /** As many failures as its breaker bears. */
    void failThrice(String service) {
        server(service).plays(Turn.status(500));
        for (int i = 0; i < 3; i++) {
            call(service);
        }
    }

    @Override
    public void close() {
        jvm.close();
        servers.values().forEach(FaultyServer::close);
    }
}
