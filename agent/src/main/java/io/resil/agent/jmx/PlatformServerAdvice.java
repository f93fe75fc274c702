package io.resil.agent.jmx;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;

/** After {@code ManagementFactory.getPlatformMBeanServer()}: whoever asks for the server first brings our beans there. */
public final class PlatformServerAdvice extends Advice {

    /** One for the JVM, as the server is. */
    private static volatile @Nullable Registration registration;

    /** Made by the seam, like every advice. */
    public PlatformServerAdvice(Class<?> woven, Environment environment) {}

    /** Names who is told. To be called before the method is woven, so that no server is missed. */
    public static void connect(Registration newRegistration) {
        registration = newRegistration;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        Registration connected = registration;
        if (connected != null && result != null) {
            connected.available((MBeanServer) result);
        }
        return result;
    }
}
