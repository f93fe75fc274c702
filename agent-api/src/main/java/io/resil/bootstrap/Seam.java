package io.resil.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The one class that woven code calls. It finds the advice of a woven class and shields the application from faults of
 * the agent: whatever goes wrong in an advice, the woven method runs as if it had not been woven.
 *
 * <p>The advice hangs on the woven class itself ({@link ClassValue}), so that it goes when the application's loader
 * goes. Thread-safe.
 */
public final class Seam {

    /** Returned by an advice that lets the method run. */
    public static final Object PROCEED = new Object();

    private static final Advice[] NONE = {};

    private static volatile Linker linker = new Linker() {
        @Override
        public Advice[] link(Class<?> woven) {
            return NONE;
        }

        @Override
        public void fault(Class<?> woven, int point, Throwable fault) {}
    };

    private static final ClassValue<Advice[]> ADVICE = new ClassValue<Advice[]>() {
        @Override
        protected Advice[] computeValue(Class<?> woven) {
            try {
                return linker.link(woven);
            } catch (Throwable fault) {
                report(woven, -1, fault);
                return NONE;
            }
        }
    };

    private Seam() {}

    /** Connects the seam with the agent; until then, and where an agent is not active, woven code runs as it was. */
    public static void connect(Linker newLinker) {
        linker = newLinker;
    }

    /**
     * Called by woven code before a method.
     *
     * @param woven the class that was woven
     * @param point which of its woven methods, counted from 0 in the order of the weaving plan
     * @return {@link #PROCEED}, or the result of the method
     */
    public static @Nullable Object enter(Class<?> woven, int point, @Nullable Object self, @Nullable Object[] args) {
        Advice[] advice = ADVICE.get(woven);
        if (point >= advice.length) {
            return PROCEED;
        }
        Object result;
        try {
            result = advice[point].enter(self, args);
        } catch (Throwable fault) {
            report(woven, point, fault);
            return PROCEED;
        }
        if (result instanceof Advice.Throw) {
            throw Seam.<RuntimeException>sneak(((Advice.Throw) result).failure);
        }
        return result;
    }

    /** Called by woven code before a method returns; the result comes first, as it is on the stack already. */
    public static @Nullable Object returning(
            @Nullable Object result, Class<?> woven, int point, @Nullable Object self) {
        return exit(result, null, woven, point, self);
    }

    /** Called by woven code when a method throws. */
    public static void throwing(Throwable failure, Class<?> woven, int point, @Nullable Object self) {
        exit(null, failure, woven, point, self);
    }

    private static @Nullable Object exit(
            @Nullable Object result, @Nullable Throwable failure, Class<?> woven, int point, @Nullable Object self) {
        Advice[] advice = ADVICE.get(woven);
        if (point >= advice.length) {
            return result;
        }
        try {
            return advice[point].exit(self, result, failure);
        } catch (Throwable fault) {
            report(woven, point, fault);
            return result;
        }
    }

    private static void report(Class<?> woven, int point, Throwable fault) {
        try {
            linker.fault(woven, point, fault);
        } catch (Throwable lost) {
            fault.addSuppressed(lost);
        }
    }

    /** The woven method throws what its client would; the compiler must not mind that it is checked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
