package io.resil.agent.web;

import java.nio.charset.StandardCharsets;

/** An answer to a request. Immutable by agreement: nobody changes the bytes. */
final class Reply {

    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    final int status;
    final String contentType;
    final byte[] body;

    Reply(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    static Reply json(int status, Object json) {
        return new Reply(status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(int status, String text) {
        return new Reply(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
