package io.resil.it;

import io.resil.it.app.Line;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What the application got for a call. */
record Answer(Line line) {

    static final String REJECTED = "io.resil.api.ServiceUnavailableException";

    /** 0 when the call failed. */
    int status() {
        return line.number("status", 0);
    }

    String body() {
        return line.get("body", "");
    }

    int length() {
        return line.number("length", 0);
    }

    String header(String name) {
        return line.get("header." + name);
    }

    /** The class of the exception, out of the one that futures wrap it in; "none" when answered. */
    String failure() {
        return line.get("failure", "none");
    }

    /** The class of the exception as it was caught. */
    String thrown() {
        return line.get("thrown", "none");
    }

    List<String> suppressed() {
        return names(line.get("suppressed", ""));
    }

    String message() {
        return line.get("message", "");
    }

    boolean isRejected() {
        return failure().equals(REJECTED);
    }

    boolean isConnectException() {
        return line.is("is-connect-exception");
    }

    boolean leftInterrupted() {
        return line.is("interrupted");
    }

    List<String> requestHeaders() {
        return names(line.get("request-headers", ""));
    }

    /** As the application measured it. */
    Duration took() {
        return Duration.ofNanos(1000L * Long.parseLong(line.require("micros")));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }
}
