package io.resil.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the agent does at one woven method. Called by {@link Seam} only; anything an advice throws is a fault of the
 * agent, is reported as such, and leaves the method as it was. To make the method throw, return {@link Throw}.
 *
 * <p>Implementations are called by any number of threads at once.
 */
public abstract class Advice {

    /**
     * Called before the first instruction of the method.
     *
     * @param self the object the method was called on, null for a static method
     * @param args the arguments, boxed; changing the array does not change them
     * @return {@link Seam#PROCEED} to let the method run, a {@link Throw} to make it throw, anything else to return
     *     that from it
     */
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) throws Throwable {
        return Seam.PROCEED;
    }

    /**
     * Called when the method, having run, returns or throws. Only methods woven for it get here.
     *
     * @param result what the method returned, boxed; null when it throws or is void
     * @param failure what it throws, null when it returns
     * @return what the caller gets instead of {@code result}; ignored when the method throws or is void
     */
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure)
            throws Throwable {
        return result;
    }

    /** Makes the woven method throw. */
    public static final class Throw {
        final Throwable failure;

        public Throw(Throwable failure) {
            this.failure = failure;
        }
    }
}
