package io.resil.api;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application may ask the agent that governs its calls. It need not be there: then the answer says so. */
public final class Resil {

    private static final String FACTS = "io.resil.bootstrap.Facts";

    private static final String ABSENT = "no resil agent in this JVM: start it with -javaagent:resil-agent.jar";
    private static final String SWITCHED_OFF =
            "the resil agent is switched off: take away -Dresil.enabled=false or RESIL_ENABLED=false";
    private static final String NOT_STARTED =
            "the resil agent is in this JVM but has not started: its line on standard error says why";

    private Resil() {}

    /**
     * The agent and each of its services at this moment.
     *
     * <p>May be called by any thread at any time; takes some microseconds for each service, so ask it for a page or a check of
     * health, not for each call. It never throws.
     *
     * @return never null; {@linkplain AgentStatus#isActive() inactive}, with the {@linkplain AgentStatus#getReason() reason},
     *     where no agent is at work
     */
    public static AgentStatus status() {
        try {
            Map<String, Object> facts = facts();
            return facts == null ? AgentStatus.absent(NOT_STARTED) : AgentStatus.of(facts);
        } catch (ClassNotFoundException e) {
            return AgentStatus.absent(isSwitchedOff() ? SWITCHED_OFF : ABSENT);
        } catch (InvocationTargetException e) {
            return AgentStatus.absent("the resil agent could not say how it is: " + e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return AgentStatus.absent("the resil agent could not say how it is: " + e);
        }
    }

    /**
     * Always of the boot loader, where the agent puts its own copy of our API: a loader that prefers the application's may have
     * loaded this class from another jar, and another version.
     */
    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> facts() throws ReflectiveOperationException {
        return (Map<String, Object>)
                Class.forName(FACTS, true, null).getMethod("now").invoke(null);
    }

    private static boolean isSwitchedOff() {
        try {
            String enabled = System.getProperty("resil.enabled");
            if (enabled == null) {
                enabled = System.getenv("RESIL_ENABLED");
            }
            return enabled != null && enabled.trim().equalsIgnoreCase("false");
        } catch (SecurityException e) {
            return false; // then nobody here can know
        }
    }
}
