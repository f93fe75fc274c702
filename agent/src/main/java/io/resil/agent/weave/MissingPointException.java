package io.resil.agent.weave;

/** A class has no method where one was to be woven: a version of the client that the agent does not know. */
final class MissingPointException extends Exception {

    private static final long serialVersionUID = 1L;

    MissingPointException(Point point) {
        super("it has no method " + point);
    }
}
