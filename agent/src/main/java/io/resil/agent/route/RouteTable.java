package io.resil.agent.route;

import io.resil.agent.call.Routes;
import io.resil.agent.call.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of one configuration, and which of them a URL belongs to. Thread-safe. */
public final class RouteTable implements Routes {

    private final List<Service> services;
    private final UrlTable<Service> byUrl;

    /** Asked at each call that no service governs, of which there may be many, as of services. */
    private volatile boolean anyOff;

    /** @param settings no two with an equal URL pattern */
    public RouteTable(List<ServiceSettings> settings, Parts parts) {
        this(settings, parts, null);
    }

    /**
     * @param settings no two with an equal URL pattern
     * @param before the table in force, of which those services {@linkplain #goingOn go on} that are still the same: what
     *     they remember is shared. Nothing changes for them until each of the new ones {@linkplain Service#takeOver takes
     *     over}; null for none
     */
    public RouteTable(List<ServiceSettings> settings, Parts parts, @Nullable RouteTable before) {
        List<Service> made = new ArrayList<>();
        UrlTable.Builder<Service> urls = new UrlTable.Builder<>();
        for (ServiceSettings each : settings) {
            Service service = new Service(each, this, parts, before == null ? null : before.goingOn(each));
            made.add(service);
            for (UrlPattern url : each.urls) {
                urls.add(url, service);
            }
        }
        this.services = Collections.unmodifiableList(made);
        this.byUrl = urls.build();
        modeChanged();
    }

    /** To be told after each change of a mode: of two at once, the later has seen both. */
    synchronized void modeChanged() {
        anyOff = isAnyOff();
    }

    /** The service that goes on by these settings: with the same id and the same URLs. Null when there is none. */
    public @Nullable Service goingOn(ServiceSettings newSettings) {
        for (Service each : services) {
            if (each.isOf(newSettings)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public @Nullable Target match(String scheme, String host, int port, @Nullable String path) {
        Service service = find(scheme, host, port, path);
        return service == null ? null : service.target();
    }

    @Override
    public boolean isSwitchedOff(String scheme, String host, int port, @Nullable String path) {
        if (!anyOff) {
            return false;
        }
        Service service = find(scheme, host, port, path);
        return service != null && service.mode() == Mode.OFF;
    }

    private boolean isAnyOff() {
        for (Service each : services) {
            if (each.mode() == Mode.OFF) {
                return true;
            }
        }
        return false;
    }

    /** Whatever its mode. */
    @Nullable
    Service find(String scheme, String host, int port, @Nullable String path) {
        return byUrl.match(scheme, host, port, path);
    }

    /** In the order of the configuration. */
    public List<Service> services() {
        return services;
    }
}
