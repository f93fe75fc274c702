package io.resil.agent.client.apache5;

import io.resil.agent.call.BodyCopy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Copies what is read through it. Skipping and going back end the copy. Used by one thread, as streams are. */
final class CopyingStream extends FilterInputStream {

    private final BodyCopy copy;
    private final long length;
    private long count;

    /** @param length of the whole, negative when it is not known */
    CopyingStream(InputStream in, BodyCopy copy, long length) {
        super(in);
        this.copy = copy;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read < 0) {
            ended();
        } else {
            copy.add(new byte[] {(byte) read}, 0, 1);
            count++;
        }
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        int read = super.read(into, offset, wanted);
        if (read < 0) {
            ended();
        } else {
            copy.add(into, offset, read);
            count += read;
        }
        return read;
    }

    /** An end that comes too early is for the client to report, and none here. */
    private void ended() {
        if (length < 0 || count == length) {
            copy.complete();
        } else {
            copy.drop();
        }
    }

    @Override
    public long skip(long n) throws IOException {
        copy.drop();
        return super.skip(n);
    }

    @Override
    public synchronized void reset() throws IOException {
        copy.drop();
        super.reset();
    }

    /** Who knows the length need not read on to find the end. */
    @Override
    public void close() throws IOException {
        if (count == length) {
            copy.complete();
        } else {
            copy.drop();
        }
        super.close();
    }
}
