package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of a carried answer, whose silence is bounded. */
final class CarriedEntity extends HttpEntityWrapper {

    private final Carrier carrier;
    private final long idleNanos;
    private final Environment environment;
    private @Nullable InputStream content;

    CarriedEntity(HttpEntity original, Carrier carrier, long idleNanos, Environment environment) {
        super(original);
        this.carrier = carrier;
        this.idleNanos = idleNanos;
        this.environment = environment;
    }

    @Override
    public InputStream getContent() throws IOException {
        InputStream bounded = content;
        if (bounded == null) {
            bounded = new IdleStream(super.getContent(), carrier, idleNanos, environment);
            content = bounded;
        }
        return bounded;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        HeldEntity.copy(this, out);
    }
}
