package io.resil.it;

import io.resil.it.app.Line;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Starts one JVM for a class of tests, its configuration put together from the {@link Service} of each test, and hands
 * each test its {@link Scene}.
 */
final class Scenes implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    static final int MOST_SERVICES = 100;

    private static final Namespace NAMESPACE = Namespace.create(Scenes.class);

    /** The address of the n-th service, counted from 1. */
    static String address(int n) {
        return "127.0.1." + n;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Client client = clientOf(context);
        return AgentJvm.javaVersion() >= client.since()
                ? ConditionEvaluationResult.enabled(null)
                : ConditionEvaluationResult.disabled(
                        client.kind() + " needs Java " + client.since() + ", this is " + AgentJvm.javaVersion());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Client client = clientOf(context);
        String yaml = configuration(context.getRequiredTestClass());
        context.getStore(NAMESPACE).put("yaml", yaml);
        FaultyServer warming = FaultyServer.at(address(MOST_SERVICES));
        context.getStore(NAMESPACE).put("warming", warming);
        context.getStore(NAMESPACE).put("jvm", warm(client, start(client, yaml), warming));
    }

    private static AgentJvm start(Client client, String yaml) {
        AgentJvm.Builder builder = AgentJvm.configured(yaml);
        client.libraries().forEach(builder::library);
        return builder.start();
    }

    /** The first calls load hundreds of classes, which is not what the limits of the tests are about. */
    private static AgentJvm warm(Client client, AgentJvm jvm, FaultyServer server) {
        jvm.ask(new Line().with("do", "client").with("name", "warm").with("kind", client.kind()));
        jvm.ask(new Line()
                .with("do", "call")
                .with("client", "warm")
                .with("url", server.url("/"))
                .with("threads", 4)
                .with("times", 25));
        jvm.ask(new Line().with("do", "close").with("client", "warm"));
        return jvm;
    }

    private static Client clientOf(ExtensionContext context) {
        try {
            return context.getRequiredTestClass()
                    .asSubclass(Caller.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .client();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Method> tests(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, Service.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static String configuration(Class<?> type) {
        List<Method> tests = tests(type);
        return IntStream.range(0, tests.size())
                .mapToObj(n -> service(tests.get(n), n + 1))
                .collect(Collectors.joining(
                        "\n", PREAMBLE + "  warm-up: { url: " + address(MOST_SERVICES) + " }\n", "\n"));
    }

    /** A first TLS handshake on a busy machine takes longer than the built-in limit, which is meant for connecting. */
    private static final String PREAMBLE =
            """
            log: { target: stderr, level: debug }
            defaults: { connect-timeout: 20s, retry: { backoff: 20ms } }
            services:
            """;

    private static String service(Method test, int n) {
        String settings = test.getAnnotation(Service.class).value();
        return "  " + id(test) + ": { url: " + address(n) + (settings.isEmpty() ? "" : ", " + settings) + " }";
    }

    private static String id(Method test) {
        return test.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        List<Method> tests = tests(context.getRequiredTestClass());
        int n = tests.indexOf(context.getRequiredTestMethod()) + 1;
        Client client = clientOf(context);
        String yaml = context.getStore(NAMESPACE).get("yaml", String.class);
        Scene scene = new Scene(
                context.getStore(NAMESPACE).get("jvm", AgentJvm.class),
                () -> start(client, yaml),
                client,
                id(context.getRequiredTestMethod()),
                address(n));
        scene.warmingAt(
                context.getStore(NAMESPACE).get("warming", FaultyServer.class).url("/"));
        context.getStore(NAMESPACE).put("scene", scene);
        return scene;
    }
}
