package io.resil.agent.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A service at one moment: what JMX, the status page and the command line read. Immutable. */
public final class ServiceSnapshot {

    /** Its id in the configuration. */
    public final String service;

    /** Its name in logs and messages. */
    public final String displayName;

    /** {@code enforce}, {@code observe} or {@code off}. */
    public final String mode;

    /** While it is observed, of the shadow. */
    public final BreakerSnapshot breaker;

    public final CallCounts counts;

    /** Empty where it does not tell origins apart. */
    public final List<OriginSnapshot> origins;

    public ServiceSnapshot(
            String service, String displayName, String mode, BreakerSnapshot breaker, CallCounts counts) {
        this(service, displayName, mode, breaker, counts, Collections.<OriginSnapshot>emptyList());
    }

    public ServiceSnapshot(
            String service,
            String displayName,
            String mode,
            BreakerSnapshot breaker,
            CallCounts counts,
            List<OriginSnapshot> origins) {
        this.service = service;
        this.displayName = displayName;
        this.mode = mode;
        this.breaker = breaker;
        this.counts = counts;
        this.origins = Collections.unmodifiableList(new ArrayList<>(origins));
    }
}
