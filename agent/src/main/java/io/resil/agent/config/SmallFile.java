package io.resil.agent.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads a whole file, of text in UTF-8 or of anything, by {@code java.io}: {@code java.nio.file} is not to be touched in premain. */
final class SmallFile {

    /** A configuration or a secret is smaller; a device or a log that was named by mistake is not read to its end. */
    private static final int LARGEST = 1 << 20;

    private SmallFile() {}

    /** @throws UnreadableException its message is what is wrong, made to follow the name in a report */
    static String read(String name) throws UnreadableException {
        return text(bytes(name));
    }

    /** The same of a file of anything. */
    static byte[] bytes(String name) throws UnreadableException {
        File file = new File(name);
        if (!file.exists()) {
            throw new UnreadableException("does not exist", 0);
        }
        if (file.isDirectory()) {
            throw new UnreadableException("is a directory, not a file", 0);
        }
        try (InputStream in = new FileInputStream(file)) {
            return bytes(in);
        } catch (IOException e) {
            // the message of a FileNotFoundException begins with the name, which the report has already
            throw new UnreadableException(file.canRead() ? "cannot be read: " + e : "cannot be read: no permission", 0);
        }
    }

    private static byte[] bytes(InputStream in) throws IOException, UnreadableException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > LARGEST) {
                throw new UnreadableException("is larger than 1 MB", 0);
            }
        }
        return bytes.toByteArray();
    }

    static String text(byte[] bytes) throws UnreadableException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        // the cast keeps the call one of Java 8's java.nio.Buffer
        ((java.nio.Buffer) out).flip();
        String text = out.toString();
        if (result.isError()) {
            throw new UnreadableException("is not written in UTF-8", lines(text));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lines(String text) {
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The file is not there or not fit to be read. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        /** Where it is not fit, counted from 1; 0 when that is not known. */
        final int line;

        UnreadableException(String message, int line) {
            super(message);
            this.line = line;
        }
    }
}
