package io.resil.agent.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that a configuration is read from, and what was in them. They are compared by content: a ConfigMap's files
 * change without being written, as a link above them is swapped, and times of files have whole seconds on Java 8. For one
 * thread; once read, for any.
 */
public final class Files {

    /** By path; null for a file that could not be read. */
    private final Map<String, byte @Nullable []> contents = new HashMap<>();

    /** Of which the agent has the token in memory, so that they may be missing. */
    private final Set<String> knownTokens;

    private final @Nullable Files seen;

    Files() {
        this(Collections.<String>emptySet(), null);
    }

    /**
     * @param knownTokens paths of token files that may be missing, as their tokens are known
     * @param seen to be read in the place of the files themselves, as far as they are there; null for none
     */
    Files(Set<String> knownTokens, @Nullable Files seen) {
        this.knownTokens = new HashSet<>(knownTokens);
        this.seen = seen;
    }

    byte[] read(String path) throws SmallFile.UnreadableException {
        byte[] content = seen == null ? null : seen.contents.get(path);
        if (content == null) {
            missing(path); // until it is read
            content = SmallFile.bytes(path);
        }
        contents.put(path, content);
        return content;
    }

    /** It was asked for and could not be read, which it may be later. */
    void missing(String path) {
        contents.put(path, null);
    }

    boolean isKnownToken(String path) {
        return knownTokens.contains(path);
    }

    /** The same files as they are now. */
    Files now() {
        Files now = new Files();
        for (String path : contents.keySet()) {
            try {
                now.read(path);
            } catch (SmallFile.UnreadableException e) {
                now.missing(path);
            }
        }
        return now;
    }

    boolean isSameAs(Files other) {
        if (!contents.keySet().equals(other.contents.keySet())) {
            return false;
        }
        for (Map.Entry<String, byte @Nullable []> each : contents.entrySet()) {
            if (!Arrays.equals(each.getValue(), other.contents.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
