package io.resil.it.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the application saw of a body: its beginning and its length. */
final class Body {

    private static final int SHOWN = 200;

    private Body() {}

    static void describe(byte[] body, Line answer) {
        answer.with("length", body.length);
        answer.with("body", new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8));
    }

    /** Reads the stream to its end. */
    static void describe(InputStream in, Line answer) throws IOException {
        byte[] beginning = new byte[SHOWN];
        byte[] buffer = new byte[8192];
        long length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            int kept = (int) Math.min(n, Math.max(0, SHOWN - length));
            if (kept > 0) {
                System.arraycopy(buffer, 0, beginning, (int) length, kept);
            }
            length += n;
        }
        answer.with("length", length);
        answer.with("body", new String(beginning, 0, (int) Math.min(length, SHOWN), StandardCharsets.UTF_8));
    }
}
