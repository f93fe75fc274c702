package io.resil.agent.call;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a response body while the application reads it, up to a limit, and hands the copy on once it is whole. What is
 * too large or not read to its end comes to nothing. Used by one thread at a time.
 */
public final class BodyCopy {

    private static final int BEGINNING = 1024;

    private final int limit;
    private final Consumer<byte[]> whole;
    private byte @Nullable [] bytes;
    private int length;

    /**
     * @param limit in bytes
     * @param whole takes the body
     */
    public BodyCopy(int limit, Consumer<byte[]> whole) {
        this.limit = limit;
        this.whole = whole;
        this.bytes = new byte[Math.min(limit, BEGINNING)];
    }

    public void add(byte[] from, int offset, int count) {
        byte[] room = roomFor(count);
        if (room != null) {
            System.arraycopy(from, offset, room, length, count);
            length += count;
        }
    }

    /** Leaves the buffer as it is. */
    public void add(ByteBuffer from) {
        int count = from.remaining();
        byte[] room = roomFor(count);
        if (room != null) {
            from.duplicate().get(room, length, count);
            length += count;
        }
    }

    /** Null when there is none, now or any more. */
    private byte @Nullable [] roomFor(int count) {
        byte[] room = bytes;
        if (room == null) {
            return null;
        }
        if (count > limit - length) {
            drop();
            return null;
        }
        if (count > room.length - length) {
            room = Arrays.copyOf(room, (int) Math.min(limit, Math.max(2L * room.length, (long) length + count)));
            bytes = room;
        }
        return room;
    }

    /** The body was read to its end. */
    public void complete() {
        byte[] all = bytes;
        if (all != null) {
            bytes = null;
            whole.accept(Arrays.copyOf(all, length));
        }
    }

    /** The body broke off, or was not read as it came. */
    public void drop() {
        bytes = null;
    }
}
