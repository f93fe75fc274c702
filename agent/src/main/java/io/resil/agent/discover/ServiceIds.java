package io.resil.agent.discover;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives hosts ids, {@code [a-z0-9-]+}, no two alike. For one thread. */
final class ServiceIds {

    /** That YAML, or the configuration, takes for something else. */
    private static final Set<String> WORDS =
            new HashSet<>(Arrays.asList("null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"));

    private final Set<String> taken;

    ServiceIds(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The host's name; with its port, and then a number, when that is taken. */
    String of(SeenHost host) {
        String name = plain(host.name);
        String id = name;
        for (int n = 1; !taken.add(id); n++) {
            id = name + "-" + host.port + (n == 1 ? "" : "-" + n);
        }
        return id;
    }

    private static String plain(String host) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                id.append(c);
            } else if (id.length() > 0 && id.charAt(id.length() - 1) != '-') {
                id.append('-');
            }
        }
        if (id.length() > 0 && id.charAt(id.length() - 1) == '-') {
            id.setLength(id.length() - 1);
        }
        String plain = id.toString();
        boolean readsAsWord = !plain.isEmpty() && plain.charAt(0) > '9' && !WORDS.contains(plain);
        return readsAsWord ? plain : plain.isEmpty() ? "host" : "host-" + plain;
    }
}
