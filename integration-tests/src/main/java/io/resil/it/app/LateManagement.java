package io.resil.it.app;

import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/** An MBean server that the application chooses in {@code main}, as application servers do. */
public final class LateManagement extends MBeanServerBuilder {

    @Override
    public MBeanServer newMBeanServer(String domain, MBeanServer outer, MBeanServerDelegate delegate) {
        return super.newMBeanServer("late", outer, delegate);
    }
}
