package io.resil.it.app;

/** An application that does nothing. */
public final class EmptyApplication {

    private EmptyApplication() {}

    public static void main(String[] arguments) {}
}
