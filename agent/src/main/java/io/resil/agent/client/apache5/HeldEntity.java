package io.resil.agent.client.apache5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of an answer that was taken into memory, whole or as far as it went, so that it can be handed over later. */
final class HeldEntity extends HttpEntityWrapper {

    /** Larger answers are handed over unretried. */
    static final int LIMIT = 64 * 1024;

    private final byte[] bytes;
    private final int length;
    private final @Nullable InputStream rest;
    private final @Nullable IOException broken;

    private HeldEntity(
            HttpEntity original, byte[] bytes, int length, @Nullable InputStream rest, @Nullable IOException broken) {
        super(original);
        this.bytes = bytes;
        this.length = length;
        this.rest = rest;
        this.broken = broken;
    }

    /**
     * Takes the body of the response into memory; its connection goes back when that was all of it.
     *
     * @return false when it is too large; it can then be read as before
     */
    static boolean hold(ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return true;
        }
        if (entity.getContentLength() > LIMIT) {
            return false;
        }
        byte[] bytes = new byte[4096];
        int length = 0;
        try {
            InputStream in = entity.getContent();
            if (in == null) {
                return true;
            }
            while (length <= LIMIT) {
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    in.close();
                    response.setEntity(new HeldEntity(entity, bytes, length, null, null));
                    return true;
                }
                length += n;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
            }
            response.setEntity(new HeldEntity(entity, bytes, length, in, null));
            return false;
        } catch (IOException e) {
            // the application would have met it when reading the body; it will, if it gets this answer
            response.setEntity(new HeldEntity(entity, bytes, length, null, e));
            return true;
        }
    }

    @Override
    public InputStream getContent() {
        InputStream held = new ByteArrayInputStream(bytes, 0, length);
        if (rest != null) {
            return new SequenceInputStream(held, rest);
        }
        return broken == null ? held : new SequenceInputStream(held, new BrokenStream(broken));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        copy(this, out);
    }

    static void copy(HttpEntity from, OutputStream out) throws IOException {
        try (InputStream in = from.getContent()) {
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    @Override
    public boolean isRepeatable() {
        return rest == null && broken == null;
    }

    @Override
    public boolean isStreaming() {
        return rest != null;
    }

    private static final class BrokenStream extends InputStream {
        private final IOException broken;

        BrokenStream(IOException broken) {
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            throw broken;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw broken;
        }
    }
}
