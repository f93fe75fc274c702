package io.resil.agent.client;

import static io.resil.agent.weave.Point.around;
import static io.resil.agent.weave.Point.enter;
import static io.resil.agent.weave.Point.exit;

import io.resil.agent.weave.WovenClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Every woven class of every client, and what is woven into it: the one place to look for where the agent meets code. */
public final class Clients {

    private static final String HC5 = "Apache HttpClient 5";
    private static final String HC5_ADVICE = "io.resil.agent.client.apache5.";
    private static final String CLASSIC = "org.apache.hc.client5.http.impl.classic.";
    private static final String ASYNC = "org.apache.hc.client5.http.impl.async.";
    private static final String DO_EXECUTE = "(Lorg/apache/hc/core5/http/HttpHost;"
            + "Lorg/apache/hc/core5/http/ClassicHttpRequest;Lorg/apache/hc/core5/http/protocol/HttpContext;)";

    private static final String JDK = "java.net.http";
    private static final String JDK_ADVICE = "io.resil.agent.client.jdk.";
    private static final String JDK_IMPL = "jdk.internal.net.http.";

    /** The one funnel of each call: {@code send} is its own, so that our exceptions are not wrapped in the client's. */
    private static final List<WovenClass> FUNNELS = Arrays.asList(
            classicClient(CLASSIC + "InternalHttpClient"),
            classicClient(CLASSIC + "MinimalHttpClient"),
            classicClient("org.apache.hc.client5.http.impl.compat.ClassicToAsyncAdaptor"),
            new WovenClass(
                    JDK,
                    JDK_IMPL + "HttpClientImpl",
                    around("send", "(Ljava/net/http/HttpRequest;", JDK_ADVICE + "SendAdvice"),
                    around(
                            "sendAsync",
                            "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                                    + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)",
                            JDK_ADVICE + "SendAdvice")));

    /** What happens inside of a call that is governed. */
    private static final List<WovenClass> INSIDE = Arrays.asList(
            // from the queue for a connection to the connection
            new WovenClass(
                    HC5, CLASSIC + "InternalExecRuntime", around("acquireEndpoint", "(", HC5_ADVICE + "LeaseAdvice")),
            new WovenClass(
                    HC5,
                    "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager",
                    exit("lease", "(", HC5_ADVICE + "LeaseRequestAdvice")),
            new WovenClass(
                    HC5,
                    "org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager",
                    exit("lease", "(", HC5_ADVICE + "LeaseRequestAdvice")),
            new WovenClass(
                    HC5,
                    "org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator",
                    around(
                            "connect",
                            "(Lorg/apache/hc/client5/http/io/ManagedHttpClientConnection;",
                            HC5_ADVICE + "ConnectAdvice")),
            // each request on the wire
            new WovenClass(
                    HC5,
                    "org.apache.hc.core5.http.impl.io.HttpRequestExecutor",
                    around(
                            "execute",
                            "(Lorg/apache/hc/core5/http/ClassicHttpRequest;"
                                    + "Lorg/apache/hc/core5/http/io/HttpClientConnection;"
                                    + "Lorg/apache/hc/core5/http/io/HttpResponseInformationCallback;",
                            HC5_ADVICE + "HopAdvice")),
            new WovenClass(
                    HC5,
                    "org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection",
                    around("sendRequestEntity", "(", HC5_ADVICE + "UploadAdvice")),
            // the client's own replays
            new WovenClass(HC5, CLASSIC + "HttpRequestRetryExec", enter("execute", "(", HC5_ADVICE + "ReplayAdvice")),
            // the same where a classic client works over an asynchronous one
            asyncClient("InternalAbstractHttpAsyncClient"),
            asyncClient("AbstractMinimalHttpAsyncClientBase"),
            new WovenClass(HC5, ASYNC + "AsyncConnectExec", enter("execute", "(", HC5_ADVICE + "AsyncConnectAdvice")),
            asyncRuntime("InternalHttpAsyncExecRuntime"),
            asyncRuntime("InternalH2AsyncExecRuntime"),
            new WovenClass(
                    HC5,
                    "org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator",
                    enter("connect", "(", HC5_ADVICE + "ConnectAdvice")),
            new WovenClass(
                    HC5, ASYNC + "AsyncHttpRequestRetryExec", enter("execute", "(", HC5_ADVICE + "AsyncReplayAdvice")),
            // each hop, and what its connection met
            new WovenClass(
                    JDK,
                    JDK_IMPL + "MultiExchange",
                    enter("requestFilters", "(", JDK_ADVICE + "HopAdvice"),
                    enter("retryOnFailure", "(", JDK_ADVICE + "DeathAdvice")),
            new WovenClass(
                    JDK,
                    JDK_IMPL + "Http1Exchange",
                    enter("connectFlows", "(", JDK_ADVICE + "WriteAdvice"),
                    around("sendBodyAsync", "(", JDK_ADVICE + "UploadAdvice")),
            new WovenClass(
                    JDK,
                    JDK_IMPL + "Stream",
                    enter("sendHeadersAsync", "(", JDK_ADVICE + "WriteAdvice"),
                    around("sendBodyAsync", "(", JDK_ADVICE + "UploadAdvice")));

    /** When the platform MBean server is there, the beans are. */
    private static final List<WovenClass> PLATFORM = Collections.singletonList(new WovenClass(
            "JMX",
            "java.lang.management.ManagementFactory",
            exit("getPlatformMBeanServer", "()", "io.resil.agent.jmx.PlatformServerAdvice")));

    /** When the application has started its logging, the status page may start, which logs the same way. */
    private static final List<WovenClass> LOGGING = Collections.singletonList(new WovenClass(
            "java.util.logging",
            "java.util.logging.LogManager",
            exit("getLogManager", "()", "io.resil.agent.web.LoggingStartedAdvice")));

    private Clients() {}

    private static WovenClass classicClient(String name) {
        return new WovenClass(HC5, name, around("doExecute", DO_EXECUTE, HC5_ADVICE + "ExecuteAdvice"));
    }

    private static WovenClass asyncClient(String name) {
        return new WovenClass(
                HC5,
                ASYNC + name,
                enter("doExecute", "(Lorg/apache/hc/core5/http/HttpHost;", HC5_ADVICE + "AsyncExecuteAdvice"));
    }

    private static WovenClass asyncRuntime(String name) {
        return new WovenClass(
                HC5,
                ASYNC + name,
                exit("acquireEndpoint", "(", HC5_ADVICE + "AsyncLeaseAdvice"),
                around("connectEndpoint", "(", HC5_ADVICE + "AsyncOpenAdvice"),
                enter("execute", "(", HC5_ADVICE + "AsyncExchangeAdvice"));
    }

    /** Of the clients and of the platform. */
    public static List<WovenClass> all() {
        List<WovenClass> all = toDiscover();
        all.addAll(INSIDE);
        return all;
    }

    /** Woven when nothing is governed: calls are counted where they begin and end, and what is inside is left alone. */
    public static List<WovenClass> toDiscover() {
        List<WovenClass> funnels = new ArrayList<>(FUNNELS);
        funnels.addAll(PLATFORM);
        return funnels;
    }

    /** Woven also when the configuration is refused. */
    public static List<WovenClass> ofPlatform() {
        return PLATFORM;
    }

    /** Woven beside the others when there is a status page. */
    public static List<WovenClass> ofStatusPage() {
        return LOGGING;
    }

    /** Whether what is woven under this name is no client, but part of the JDK that tells when it is there. */
    public static boolean isOfPlatform(String client) {
        return client.equals(PLATFORM.get(0).client())
                || client.equals(LOGGING.get(0).client());
    }
}
