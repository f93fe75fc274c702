package io.resil.agent.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the policies of a service act. */
public enum Mode {
    ENFORCE,
    /** The policies change nothing, and count what they would have done. */
    OBSERVE,
    /** No policy at all: the agent passes the calls through untouched. */
    OFF;

    /** The words for a message: {@code enforce, observe or off}. */
    public static final String WORDS = "enforce, observe or off";

    /** As it is written in a configuration and in JMX. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this key, in any case; null when there is none. */
    public static @Nullable Mode of(String key) {
        for (Mode each : values()) {
            if (each.key().equalsIgnoreCase(key)) {
                return each;
            }
        }
        return null;
    }
}
