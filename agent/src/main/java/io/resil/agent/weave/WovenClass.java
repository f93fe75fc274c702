package io.resil.agent.weave;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A class of a client that is woven, and its points. Immutable. */
public final class WovenClass {

    private final String client;
    private final String name;
    private final List<Point> points;

    /**
     * @param client what its users call it, for {@code Instrumented} and the start line
     * @param name of the class, with dots
     */
    public WovenClass(String client, String name, Point... points) {
        this.client = client;
        this.name = name;
        this.points = Collections.unmodifiableList(Arrays.asList(points));
    }

    public String client() {
        return client;
    }

    public String name() {
        return name;
    }

    public List<Point> points() {
        return points;
    }
}
