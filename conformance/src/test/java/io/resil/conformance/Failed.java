package io.resil.conformance;

import java.util.Objects;

/** The subject did something else than a scenario says. The message is the same in each run, for a footnote. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private Failed(String what) {
        super(what);
    }

    /** @param what a noun: {@code the state after the late success} */
    static void unless(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new Failed(what + ": " + actual + " where " + expected + " is right");
        }
    }

    /** @param otherwise what is wrong when it does not hold, as a sentence without its full stop */
    static void unless(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failed(otherwise);
        }
    }
}
