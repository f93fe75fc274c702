package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.BodyCopy;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Keeping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of a good answer, of which a copy is taken while the application reads it. */
final class CopiedEntity extends HttpEntityWrapper {

    private final BodyCopy copy;
    private @Nullable InputStream content;

    private CopiedEntity(HttpEntity original, BodyCopy copy) {
        super(original);
        this.copy = copy;
    }

    /** A request of the call goes out: what its client added to it may make the answer one person's. */
    static void look(HttpCall call, Attempt attempt, HttpRequest request) {
        if (call.target().keeping() != null
                && (isAdded(HttpHeaders.AUTHORIZATION, call, request) || isAdded(HttpHeaders.COOKIE, call, request))) {
            attempt.markAddedCredentials();
        }
    }

    private static boolean isAdded(String name, HttpCall call, HttpRequest request) {
        String sent = values(request.getHeaders(), name);
        return sent != null && !sent.equals(call.requestHeader(name));
    }

    /** As {@link HttpCall#requestHeader} has them. */
    static @Nullable String values(Header[] headers, String name) {
        String values = null;
        for (Header header : headers) {
            if (header.getName().equalsIgnoreCase(name)) {
                values = values == null ? String.valueOf(header.getValue()) : values + ", " + header.getValue();
            }
        }
        return values;
    }

    /** Has the answer copied, if it may be kept. */
    static void copy(HttpCall call, ClassicHttpResponse answer) {
        Keeping keeping = call.target().keeping();
        if (keeping == null || !keeping.mayKeep(call, answer.getCode())) {
            return;
        }
        BodyCopy copy = keeping.copyOf(call, fields(answer));
        HttpEntity entity = answer.getEntity();
        if (copy != null && entity != null) {
            answer.setEntity(new CopiedEntity(entity, copy));
        } else if (copy != null) {
            copy.complete();
        }
    }

    private static List<HeaderField> fields(ClassicHttpResponse answer) {
        List<HeaderField> fields = new ArrayList<>();
        for (Header header : answer.getHeaders()) {
            fields.add(new HeaderField(header.getName(), header.getValue() == null ? "" : header.getValue()));
        }
        return fields;
    }

    /** A body that can be read again is copied the first time. */
    @Override
    public InputStream getContent() throws IOException {
        InputStream copied = content;
        if (copied == null) {
            copied = new CopyingStream(super.getContent(), copy, getContentLength());
            content = copied;
            return copied;
        }
        return isRepeatable() ? super.getContent() : copied;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        HeldEntity.copy(this, out);
    }
}
