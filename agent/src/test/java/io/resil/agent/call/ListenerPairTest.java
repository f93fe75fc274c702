package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event there is, so that one that is added later is not forgotten here. */
class ListenerPairTest {

    private static final Attempt ATTEMPT = new Attempt(1, 0, null);
    private static final HttpCall CALL = new StagedCall(new VirtualTime());

    private final List<String> told = new ArrayList<>();

    static Stream<Method> events() {
        return Stream.of(CallListener.class.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("events")
    void bothAreToldInTheirOrderAndTheSame(Method event) throws Exception {
        CallListener pair =
                new ListenerPair(listener("first"), new ListenerPair(listener("second"), listener("third")));
        event.invoke(pair, arguments(event));
        String what = event.getName() + List.of(arguments(event));
        assertEquals(List.of("first " + what, "second " + what, "third " + what), told);
    }

    private static Object[] arguments(Method event) {
        return Stream.of(event.getParameterTypes())
                .map(type -> type == HttpCall.class ? CALL : type == Attempt.class ? ATTEMPT : other(type))
                .toArray();
    }

    private static Object other(Class<?> type) {
        return type == WouldHave.class ? WouldHave.TIMED_OUT : type == long.class ? (Object) 7L : "deadline";
    }

    private CallListener listener(String name) {
        InvocationHandler tell = (proxy, method, arguments) -> {
            told.add(name + " " + method.getName() + List.of(arguments));
            return null;
        };
        return (CallListener)
                Proxy.newProxyInstance(CallListener.class.getClassLoader(), new Class<?>[] {CallListener.class}, tell);
    }
}
