package io.resil.agent.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that no server sent: made here, and handed to the application by its client as any other. Frames itself, so
 * its fields must have no {@code Content-Length} or {@code Transfer-Encoding} of their own. Immutable.
 */
public final class LocalAnswer {

    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final List<HeaderField> fields;
    private final byte[] body;

    /**
     * @param status 200 to 599
     * @param body not copied; empty where the status allows none
     */
    public LocalAnswer(int status, List<HeaderField> fields, byte[] body) {
        if (body.length > 0 && !isBodyAllowed(status)) {
            throw new IllegalArgumentException(status + " has no body");
        }
        this.status = status;
        this.fields = Collections.unmodifiableList(new ArrayList<>(fields));
        this.body = body;
    }

    /** RFC 9110 15.3.5, 15.3.6 and 15.4.5. */
    public static boolean isBodyAllowed(int status) {
        return status != 204 && status != 205 && status != 304;
    }

    /** This one with further fields. */
    public LocalAnswer with(HeaderField... more) {
        List<HeaderField> all = new ArrayList<>(fields);
        all.addAll(Arrays.asList(more));
        return new LocalAnswer(status, all, body);
    }

    public int status() {
        return status;
    }

    /** In their order, last the length of the body, also where the method asks for none (RFC 9110 8.6). */
    public List<HeaderField> fields() {
        if (!isBodyAllowed(status)) {
            return fields;
        }
        List<HeaderField> framed = new ArrayList<>(fields);
        framed.add(new HeaderField("Content-Length", Integer.toString(body.length)));
        return framed;
    }

    /** The first field of this name, whatever its case, or null. */
    public @Nullable String field(String name) {
        for (HeaderField field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                return field.value;
            }
        }
        return null;
    }

    /** Whether a response to this method has a body, and be it an empty one. */
    public boolean hasBody(String method) {
        return isBodyAllowed(status) && !method.equalsIgnoreCase("HEAD");
    }

    /** To be left as it is: it is no copy. */
    public byte[] body(String method) {
        return hasBody(method) ? body : NOTHING;
    }

    @Override
    public String toString() {
        return status + " " + fields + ", " + body.length + " bytes";
    }
}
