package io.resil.agent.token;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file that holds a token. */
final class TokenFile {

    /** More than any server accepts as a header; what is longer is another kind of file. */
    private static final int LONGEST = 16 * 1024;

    private final String path;

    TokenFile(String path) {
        this.path = path;
    }

    /**
     * Reads the whole of it: a token is a few hundred bytes, and its successor may have the same length and, on Java 8,
     * where files have whole seconds, the same time.
     *
     * @throws IOException when it cannot be read, or holds no token; the message names the file and not the content
     */
    String read() throws IOException {
        byte[] bytes = new byte[LONGEST + 1];
        int length = 0;
        try (InputStream in = new FileInputStream(path)) {
            for (int n = 0; n >= 0 && length < bytes.length; length += Math.max(0, n)) {
                n = in.read(bytes, length, bytes.length - length);
            }
        }
        if (length > LONGEST) {
            throw new IOException(path + " is longer than " + LONGEST + " bytes");
        }
        String token =
                TokenText.withoutTrailingLineBreak(new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8));
        String problem = TokenText.problem(token);
        if (problem != null) {
            throw new IOException(path + " " + problem);
        }
        return token;
    }

    @Override
    public String toString() {
        return path;
    }
}
