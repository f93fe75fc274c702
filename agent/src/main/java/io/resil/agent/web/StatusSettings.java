package io.resil.agent.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the status page is, and what makes the health check fail. Immutable; equal when all of it is. */
public final class StatusSettings {

    /** From 1 to 65535; 0: any that is free. */
    public final int port;

    /** A host name or an address, without brackets, to listen on. */
    public final String bind;

    /** Ids of the services without which the application is not well. */
    public final List<String> critical;

    public StatusSettings(int port, String bind, List<String> critical) {
        this.port = port;
        this.bind = bind;
        this.critical = Collections.unmodifiableList(new ArrayList<>(critical));
    }

    /** Whether both are served by one and the same socket. */
    boolean isAtSamePlace(StatusSettings other) {
        return port == other.port && bind.equals(other.bind);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatusSettings
                && isAtSamePlace((StatusSettings) other)
                && critical.equals(((StatusSettings) other).critical);
    }

    @Override
    public int hashCode() {
        return (port * 31 + bind.hashCode()) * 31 + critical.hashCode();
    }

    /** Its place, as it is written in a URL. */
    @Override
    public String toString() {
        return (bind.indexOf(':') < 0 ? bind : "[" + bind + "]") + ":" + port;
    }
}
