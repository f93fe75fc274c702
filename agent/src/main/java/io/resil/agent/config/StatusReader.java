package io.resil.agent.config;

import io.resil.agent.route.ServiceSettings;
import io.resil.agent.web.StatusSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code status}. */
final class StatusReader {

    private static final int PORT = 9901;
    private static final int LARGEST_PORT = 65_535;
    private static final String LOOPBACK = "127.0.0.1";

    private StatusReader() {}

    /** Null when there is to be no status page, or what is written is wrong, which was reported. */
    static @Nullable StatusSettings read(Section file, List<ServiceSettings> services) {
        if (!file.has("status") || file.isNone("status")) {
            return null;
        }
        Section status = file.section("status");
        return status == null ? null : new StatusSettings(port(status), bind(status), critical(status, services));
    }

    private static int port(Section status) {
        int port = status.integer("port", PORT, 0);
        if (port <= LARGEST_PORT) {
            return port;
        }
        status.error("port", "must be a port from 1 to 65535, or 0 for any that is free");
        return PORT;
    }

    private static String bind(Section status) {
        String text = status.text("bind");
        if (text == null) {
            return LOOPBACK;
        }
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (isHost(bare)) {
            return bare;
        }
        status.error("bind", "must be an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0");
        return LOOPBACK;
    }

    /** By its characters alone: no name is looked up while the agent starts. */
    private static boolean isHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isAlphanumeric && ".-_:%".indexOf(c) < 0) {
                return false;
            }
        }
        // one colon alone would be a port
        return !text.isEmpty()
                && !text.equals("none")
                && (text.indexOf(':') < 0 || text.indexOf(':') != text.lastIndexOf(':'));
    }

    private static List<String> critical(Section status, List<ServiceSettings> services) {
        Map<String, ServiceSettings> known = new LinkedHashMap<>();
        for (ServiceSettings service : services) {
            known.put(service.id, service);
        }
        List<String> critical = new ArrayList<>();
        for (Scalar item : status.list("critical")) {
            String id = String.valueOf(item.text);
            ServiceSettings service = known.get(id);
            if (service == null) {
                String nearest = Spelling.nearest(id, known.keySet());
                status.error(
                        item,
                        "must be the id of a service" + (nearest == null ? "" : "; did you mean " + nearest + "?"));
            } else if (service.breaker == null) {
                status.warning("critical", "names " + id + ", which has breaker: none and so is never open");
            }
            critical.add(id);
        }
        return critical;
    }
}
