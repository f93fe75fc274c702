package io.resil.agent.jmx;

import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.CallCounts;
import io.resil.api.CircuitBreakerMXBean;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import org.jspecify.annotations.Nullable;

/** One breaker as an MBean that tells of its transitions. Thread-safe. */
final class CircuitBreakerBean extends StandardEmitterMBean implements CircuitBreakerMXBean {

    private static final MBeanOperationInfo SET_MODE = new MBeanOperationInfo(
            "setMode",
            Descriptions.of("setMode"),
            new MBeanParameterInfo[] {new MBeanParameterInfo("mode", String.class.getName(), "enforce, observe or off")
            },
            void.class.getName(),
            MBeanOperationInfo.ACTION);

    private final BreakerView breaker;
    private final NotificationBroadcasterSupport broadcaster;
    private final AtomicLong sequence = new AtomicLong();

    CircuitBreakerBean(BreakerView breaker) {
        this(
                breaker,
                new NotificationBroadcasterSupport(
                        new MBeanNotificationInfo(
                                new String[] {TransitionNotification.TYPE},
                                AttributeChangeNotification.class.getName(),
                                "The breaker went from one state to another; the attribute is State, the message has the reason.")));
    }

    private CircuitBreakerBean(BreakerView breaker, NotificationBroadcasterSupport broadcaster) {
        super(CircuitBreakerMXBean.class, true, broadcaster);
        this.breaker = breaker;
        this.broadcaster = broadcaster;
    }

    /** Tells the listeners, those in this JVM on this thread. */
    void transition(ObjectName source, String from, String to, String reason) throws IOException {
        broadcaster.sendNotification(TransitionNotification.of(source, sequence.incrementAndGet(), from, to, reason));
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

    /** Each changes something. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION;
    }

    /** {@code setMode} is the setter of an attribute by the rules of MXBeans; consoles shall offer the operation too. */
    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo info = super.getMBeanInfo();
        MBeanOperationInfo[] operations = info.getOperations();
        MBeanOperationInfo[] all = Arrays.copyOf(operations, operations.length + 1);
        all[operations.length] = SET_MODE;
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                info.getAttributes(),
                info.getConstructors(),
                all,
                info.getNotifications(),
                info.getDescriptor());
    }

    @Override
    public @Nullable Object invoke(
            String operation, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        if (!operation.equals(SET_MODE.getName())) {
            return super.invoke(operation, arguments, signature);
        }
        Object mode = arguments == null || arguments.length != 1 ? null : arguments[0];
        setMode(String.valueOf(mode));
        return null;
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
    public long getFallbacks() {
        return counts().fallbacks;
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
    public Map<String, Double> getSecondsInState() {
        return counts().secondsInState;
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

    @Override
    public long getWouldHaveRejected() {
        return counts().observed.rejected;
    }

    @Override
    public long getWouldHaveRejectedSuccesses() {
        return counts().observed.rejectedSuccesses;
    }

    @Override
    public long getWouldHaveRetried() {
        return counts().observed.retried;
    }

    @Override
    public long getWouldHaveTimedOut() {
        return counts().observed.timedOut;
    }

    @Override
    public long getWouldHaveFallenBack() {
        return counts().observed.fallenBack;
    }

    @Override
    public double getThreadSecondsSaveable() {
        return counts().observed.threadSeconds;
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
