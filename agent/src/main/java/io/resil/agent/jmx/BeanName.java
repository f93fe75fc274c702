package io.resil.agent.jmx;

import org.jspecify.annotations.Nullable;

/** Which breaker a bean is of: that of a service, or of one origin of it. Immutable; needs no class of JMX. */
final class BeanName {

    final String service;
    /** {@code host:port}; empty for the breaker of the service. */
    final String origin;

    private BeanName(String service, String origin) {
        this.service = service;
        this.origin = origin;
    }

    static BeanName of(String service) {
        return new BeanName(service, "");
    }

    static BeanName of(String service, String origin) {
        return new BeanName(service, origin);
    }

    boolean isOfOrigin() {
        return !origin.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BeanName
                && service.equals(((BeanName) other).service)
                && origin.equals(((BeanName) other).origin);
    }

    @Override
    public int hashCode() {
        return 31 * service.hashCode() + origin.hashCode();
    }
}
