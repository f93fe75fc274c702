package io.resil.agent.weave;

/** One woven method: where it is, and the advice that is called there. Immutable. */
public final class Point {

    enum Shape {
        ENTER(true, false),
        EXIT(false, true),
        ENTER_AND_EXIT(true, true);

        final boolean enter;
        final boolean exit;

        Shape(boolean enter, boolean exit) {
            this.enter = enter;
            this.exit = exit;
        }
    }

    final Shape shape;
    final String method;
    final String descriptor;
    private final String advice;

    private Point(Shape shape, String method, String descriptor, String advice) {
        this.shape = shape;
        this.method = method;
        this.descriptor = descriptor;
        this.advice = advice;
    }

    /**
     * The advice is called before the method, and may take its place.
     *
     * @param descriptor of the method, up to where it tells it from its overloads
     * @param advice the name of a subclass of {@link io.resil.bootstrap.Advice}
     */
    public static Point enter(String method, String descriptor, String advice) {
        return new Point(Shape.ENTER, method, descriptor, advice);
    }

    /** The advice is called when the method returns or throws, and may replace what it returns. */
    public static Point exit(String method, String descriptor, String advice) {
        return new Point(Shape.EXIT, method, descriptor, advice);
    }

    /** Both. */
    public static Point around(String method, String descriptor, String advice) {
        return new Point(Shape.ENTER_AND_EXIT, method, descriptor, advice);
    }

    public String advice() {
        return advice;
    }

    /** @param name and descriptor of a method: the numbers of their constants */
    boolean isAt(ClassFile file, int name, int desc) {
        return file.is(name, method) && file.startsWith(desc, descriptor);
    }

    @Override
    public String toString() {
        return method + descriptor;
    }
}
