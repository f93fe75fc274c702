package io.resil.agent.log;

/** How much a line matters, least first. */
public enum Level {
    DEBUG(0),
    INFO(1),
    WARN(2),
    ERROR(3);

    private final int weight;

    Level(int weight) {
        this.weight = weight;
    }

    /** Asked at each call, where {@link #compareTo} would look at the class of both. */
    boolean isAtLeast(Level other) {
        return weight >= other.weight;
    }
}
