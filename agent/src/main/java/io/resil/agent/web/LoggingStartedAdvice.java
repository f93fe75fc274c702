package io.resil.agent.web;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import org.jspecify.annotations.Nullable;

/** After {@code LogManager.getLogManager()}: the application has chosen how it logs, so the status page may start. */
public final class LoggingStartedAdvice extends Advice {

    /** Until it has been told. */
    private static volatile @Nullable StatusPage waiting;

    /** Made by the seam, like every advice. */
    public LoggingStartedAdvice(Class<?> woven, Environment environment) {}

    /** Names who is told, once. To be called before the method is woven. */
    public static void tell(StatusPage page) {
        waiting = page;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        StatusPage page = waiting;
        if (page != null && result != null) {
            waiting = null;
            page.mayStart();
        }
        return result;
    }
}
