package io.resil.agent.jmx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import javax.management.AttributeChangeNotification;
import javax.management.Notification;
import javax.management.ObjectName;

/**
 * Makes the notification of a transition: an {@link AttributeChangeNotification} with a type of our own.
 *
 * <p>That class fixes its type, and a subclass with another could not be read by a console in a JVM without the agent.
 * Serialization is the one public way to an object of that very class with our type in it.
 */
final class TransitionNotification {

    static final String TYPE = "io.resil.breaker.transition";

    private TransitionNotification() {}

    static Notification of(ObjectName source, long sequence, String from, String to, String reason) throws IOException {
        AttributeChangeNotification fixed = new AttributeChangeNotification(
                source,
                sequence,
                System.currentTimeMillis(),
                from + " -> " + to + " (" + reason + ")",
                "State",
                String.class.getName(),
                from,
                to);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (ObjectOutputStream out = new Retyping(bytes)) {
            out.writeObject(fixed);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Notification) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** Writes our type where the fixed one is met. */
    private static final class Retyping extends ObjectOutputStream {

        Retyping(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            return AttributeChangeNotification.ATTRIBUTE_CHANGE.equals(value) ? TYPE : value;
        }
    }
}
