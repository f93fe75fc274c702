package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Waiting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The body of a carried answer; ends a read that waits too long. A reader who is slow to ask does not count, as that is
 * no fault of the service. Used by one thread, as streams are.
 */
final class IdleStream extends FilterInputStream {

    private final Carrier carrier;
    private final long idleNanos;
    private final Environment environment;
    private volatile boolean cut;

    IdleStream(InputStream in, Carrier carrier, long idleNanos, Environment environment) {
        super(in);
        this.carrier = carrier;
        this.idleNanos = idleNanos;
        this.environment = environment;
    }

    private interface Read {
        int read() throws IOException;
    }

    @Override
    public int read() throws IOException {
        return within(super::read);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return within(() -> super.read(into, offset, length));
    }

    private int within(Read read) throws IOException {
        if (available() > 0) {
            return read.read();
        }
        Waiting.Cancel timer = environment.waiting().after(idleNanos, this::cut);
        int result;
        try {
            result = read.read();
        } finally {
            timer.cancel();
        }
        if (result < 0 && cut) {
            throw new SocketTimeoutException("Read timed out: the response body was silent for too long");
        }
        return result;
    }

    private void cut() {
        cut = true;
        try {
            carrier.endBody();
        } catch (IOException fault) {
            environment.fault("ending a silent body of Apache HttpClient 5", fault);
        }
    }
}
