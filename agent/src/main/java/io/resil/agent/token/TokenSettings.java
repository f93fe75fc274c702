package io.resil.agent.token;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the token of a service comes from: a value or a file, exactly one of them set. Immutable. */
public final class TokenSettings {

    /** The name of the header that carries it. */
    public final String header;

    final @Nullable String value;

    /** The path of the file that holds it. */
    public final @Nullable String file;

    private TokenSettings(String header, @Nullable String value, @Nullable String file) {
        this.header = header;
        this.value = value;
        this.file = file;
    }

    public static TokenSettings ofValue(String header, String value) {
        return new TokenSettings(header, value, null);
    }

    public static TokenSettings ofFile(String header, String file) {
        return new TokenSettings(header, null, file);
    }

    /** Whether the token comes from where that of the other does; its header may be another. */
    public boolean isFromSameAs(TokenSettings other) {
        return Objects.equals(value, other.value) && Objects.equals(file, other.file);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return header + (file == null ? ": (configured value)" : ": from " + file);
    }
}
