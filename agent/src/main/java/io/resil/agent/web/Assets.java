package io.resil.agent.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files of the page, as they lie in the jar. */
final class Assets {

    private Assets() {}

    /** What is at a path; null when no file of the page is. */
    static @Nullable Reply at(String path) throws IOException {
        switch (path) {
            case "/":
                return file("page.html", "text/html; charset=utf-8");
            case "/page.css":
                return file("page.css", "text/css; charset=utf-8");
            case "/page.js":
            case "/service.js":
            case "/timeline.js":
            case "/text.js":
                return file(path.substring(1), "text/javascript; charset=utf-8");
            case "/icon.svg":
                return file("icon.svg", "image/svg+xml");
            default:
                return null;
        }
    }

    private static Reply file(String name, String contentType) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in the jar: " + name);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return new Reply(200, contentType, bytes.toByteArray());
        }
    }
}
