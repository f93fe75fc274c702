package io.resil.bootstrap;

/** How the seam reaches the agent behind it. Implementations are thread-safe. */
public interface Linker {

    /**
     * The advice of a woven class, in the order of its points. Called once for each class, at its first woven call.
     *
     * @return shorter than the points of the class where some are not to be advised
     */
    Advice[] link(Class<?> woven);

    /**
     * Takes note of a fault of the agent.
     *
     * @param point the point whose advice failed, -1 when linking failed
     */
    void fault(Class<?> woven, int point, Throwable fault);
}
