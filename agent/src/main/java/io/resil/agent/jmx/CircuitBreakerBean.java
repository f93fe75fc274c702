package io.resil.agent.jmx;

import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.CallCounts;
import io.resil.api.CircuitBreakerMXBean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.StandardEmitterMBean;

/** One breaker as an MBean that tells of its transitions. Thread-safe. */
final class CircuitBreakerBean extends StandardEmitterMBean implements CircuitBreakerMXBean {

    static final String TRANSITION = "io.resil.breaker.transition";

    private final BreakerView breaker;
    private final NotificationBroadcasterSupport broadcaster;
    private final AtomicLong sequence = new AtomicLong();

    CircuitBreakerBean(BreakerView breaker) {
        this(
                breaker,
                new NotificationBroadcasterSupport(
                        new MBeanNotificationInfo(
                                new String[] {TRANSITION},
                                AttributeChangeNotification.class.getName(),
                                "The breaker went from one state to another; the attribute is State, the message the reason.")));
    }

    private CircuitBreakerBean(BreakerView breaker, NotificationBroadcasterSupport broadcaster) {
        super(CircuitBreakerMXBean.class, true, broadcaster);
        this.breaker = breaker;
        this.broadcaster = broadcaster;
    }

    /** Tells the listeners, those in this JVM on this thread. */
    void transition(Object source, String from, String to, String reason) {
        AttributeChangeNotification notification = new AttributeChangeNotification(
                source,
                sequence.incrementAndGet(),
                System.currentTimeMillis(),
                reason,
                "State",
                String.class.getName(),
                from,
                to);
        broadcaster.sendNotification(notification);
    }

    // ---- what it is

    @Override
    protected String getDescription(MBeanInfo info) {
        return "Circuit breaker of one service of the resil agent";
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return Descriptions.of(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return Descriptions.of(info.getName());
    }

    // ---- attributes

    private BreakerSnapshot state() {
        return breaker.snapshot().breaker;
    }

    private CallCounts counts() {
        return breaker.snapshot().counts;
    }

    @Override
    public String getService() {
        return breaker.snapshot().service;
    }

    @Override
    public String getDisplayName() {
        return breaker.snapshot().displayName;
    }

    @Override
    public String getMode() {
        return breaker.snapshot().mode;
    }

    @Override
    public String getState() {
        return state().state;
    }

    @Override
    public String getStateSince() {
        return state().since();
    }

    @Override
    public double getSecondsUntilProbe() {
        return state().secondsUntilProbe;
    }

    @Override
    public String getOpenedBecause() {
        return state().openedBecause;
    }

    @Override
    public int getFailureThreshold() {
        return state().failureThreshold;
    }

    @Override
    public int getConsecutiveFailures() {
        return state().consecutiveFailures;
    }

    @Override
    public long getCalls() {
        return counts().calls;
    }

    @Override
    public long getAttempts() {
        return counts().attempts;
    }

    @Override
    public long getSuccesses() {
        return counts().successes;
    }

    @Override
    public long getFailures() {
        return counts().failures;
    }

    @Override
    public long getNeutral() {
        return counts().neutral;
    }

    @Override
    public long getRejections() {
        return counts().rejections;
    }

    @Override
    public long getRetries() {
        return counts().retries;
    }

    @Override
    public long getRetriesDenied() {
        return counts().retriesDenied;
    }

    @Override
    public long getTimeouts() {
        return counts().timeouts;
    }

    @Override
    public long getInFlight() {
        return counts().inFlight;
    }

    @Override
    public long getTimesOpened() {
        return counts().timesOpened;
    }

    @Override
    public double getMeanTimeToRecoverySeconds() {
        return counts().meanSecondsToRecovery;
    }

    @Override
    public String getLastFailure() {
        return counts().lastFailure;
    }

    @Override
    public String getLastFailureTime() {
        return counts().lastFailureTime();
    }

    @Override
    public double getLatencyMillisP50() {
        return counts().latencyMillisP50;
    }

    @Override
    public double getLatencyMillisP99() {
        return counts().latencyMillisP99;
    }

    // ---- operations

    @Override
    public void forceOpen() {
        breaker.forceOpen();
    }

    @Override
    public void forceClosed() {
        breaker.forceClosed();
    }

    @Override
    public void disable() {
        breaker.disable();
    }

    @Override
    public void enable() {
        breaker.enable();
    }

    @Override
    public void resetStatistics() {
        breaker.resetStatistics();
    }

    @Override
    public void setMode(String mode) {
        breaker.setMode(mode);
    }
}
