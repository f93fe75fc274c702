package io.resil.it;

import io.resil.it.app.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What one test has to itself: a service, its address, a client, and the servers it sets up. Used by one thread. */
final class Scene implements AutoCloseable {

    /** No service is at this address. */
    static final String ELSEWHERE = "127.0.0.1";

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final Supplier<AgentJvm> another;
    private final Client client;
    private final String service;
    private final String address;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Object> options = new HashMap<>();
    private AgentJvm jvm;
    private String warming;
    private String clientName;

    Scene(AgentJvm jvm, Supplier<AgentJvm> another, Client client, String service, String address) {
        this.jvm = jvm;
        this.another = another;
        this.client = client;
        this.service = service;
        this.address = address;
    }

    /** Each client begins with a call to this URL, which is of no interest to the test. */
    Scene warmingAt(String url) {
        warming = url;
        return this;
    }

    // ---- the service

    String service() {
        return service;
    }

    String address() {
        return address;
    }

    /** A server at the address of the service. */
    FaultyServer server() {
        return closing(FaultyServer.at(address));
    }

    FaultyServer serverOverTls() {
        return closing(FaultyServer.overTls(address, Certificates.get()));
    }

    /** A server that no service covers. */
    FaultyServer serverElsewhere() {
        return closing(FaultyServer.at(ELSEWHERE));
    }

    /** A URL of the service where connections are refused. */
    String refusing() {
        return refusingAt(address);
    }

    /** The port is taken but not listened at, lest another test gets it meanwhile. */
    String refusingAt(String host) {
        try {
            Socket taken = closing(new Socket());
            taken.bind(new InetSocketAddress(host, 0));
            return "http://" + host + ":" + taken.getLocalPort() + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    String breaker(String attribute) {
        return jvm.attribute(bean(), attribute);
    }

    void operate(String operation) {
        jvm.invoke(bean(), operation);
    }

    void operate(String operation, String argument) {
        jvm.invoke(bean(), operation, argument);
    }

    private String bean() {
        return "io.resil:type=CircuitBreaker,service=" + service;
    }

    // ---- the application

    /** The test needs a JVM where nothing else goes on. */
    Scene inAJvmOfItsOwn() {
        jvm = closing(another.get());
        return this;
    }

    /** Sets an option of the client, before its first call. */
    Scene with(String option, Object value) {
        options.put(option, value);
        return this;
    }

    AgentJvm jvm() {
        return jvm;
    }

    /** The client as the application has it, made at the first call. */
    private String clientName() {
        if (clientName == null) {
            clientName = "client-" + CLIENTS.incrementAndGet();
            Line command = new Line().with("do", "client").with("name", clientName);
            jvm.ask(command.with("kind", client.kind()).withAll("", options));
            warm();
        }
        return clientName;
    }

    /** A client of Java 11 takes up to a second to begin; a proxy is left alone, as tests count what it sees. */
    private void warm() {
        if (warming != null && !options.containsKey("proxy")) {
            jvm.ask(new Line().with("do", "call").with("client", clientName).with("url", warming));
        }
    }

    Line pool() {
        return jvm.ask(new Line().with("do", "pool").with("client", clientName()));
    }

    Request get(String url) {
        return request("GET", url);
    }

    Request post(String url) {
        return request("POST", url).with("body", "a body");
    }

    Request request(String method, String url) {
        return new Request(new Line()
                .with("do", "call")
                .with("client", clientName())
                .with("method", method)
                .with("url", url));
    }

    /** A call to be made. */
    final class Request {

        private final Line command;

        private Request(Line command) {
            this.command = command;
        }

        Request with(String name, Object value) {
            command.with(name, value);
            return this;
        }

        Request header(String name, String value) {
            return with("header." + name, value);
        }

        /** Makes it. */
        Answer now() {
            return new Answer(jvm.ask(command));
        }

        /** Makes it while the test goes on. */
        Call begin() {
            AgentJvm.Asked asked = jvm.begin(command);
            return new Call(asked);
        }
    }

    /** A call that is under way. */
    final class Call {

        private final AgentJvm.Asked asked;

        private Call(AgentJvm.Asked asked) {
            this.asked = asked;
        }

        boolean isDone() {
            return asked.answer().isDone();
        }

        Answer answer() {
            return new Answer(jvm.await(asked.answer()));
        }

        void interrupt() {
            jvm.ask(new Line().with("do", "interrupt").with("call", asked.id()));
        }

        void cancel() {
            jvm.ask(new Line().with("do", "cancel").with("call", asked.id()));
        }
    }

    @Override
    public void close() throws Exception {
        if (clientName != null && jvm.isAlive()) {
            jvm.ask(new Line().with("do", "close").with("client", clientName));
        }
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
