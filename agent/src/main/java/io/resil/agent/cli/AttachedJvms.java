package io.resil.agent.cli;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reaches JVMs by the attach mechanism of the JDK. */
final class AttachedJvms implements Jvms {

    private @Nullable Class<?> machine;

    /** Looked up when it is first needed: half of the commands go without. */
    private Class<?> machine() throws CommandFailure {
        if (machine == null) {
            machine = AttachApi.machine();
        }
        return Objects.requireNonNull(machine);
    }

    @Override
    public List<JvmProcess> running() throws CommandFailure {
        String own = ManagementFactory.getRuntimeMXBean().getName() + "@";
        List<JvmProcess> running = new ArrayList<>();
        Class<?> type = machine();
        try {
            for (Object each : (List<?>) AttachApi.call(type, null, "list")) {
                Class<?> descriptor =
                        Class.forName("com.sun.tools.attach.VirtualMachineDescriptor", true, type.getClassLoader());
                String pid = AttachApi.call(descriptor, each, "id").toString();
                if (!own.startsWith(pid + "@")) {
                    running.add(new JvmProcess(
                            pid, AttachApi.call(descriptor, each, "displayName").toString()));
                }
            }
        } catch (Exception e) {
            throw CommandFailure.unreachable("the running JVMs cannot be listed: " + e + "; name one by its pid");
        }
        return running;
    }

    /** Linux tells; elsewhere only what is listed is known to be one. */
    @Override
    public boolean isJvm(String pid) {
        try {
            byte[] maps = Files.readAllBytes(Paths.get("/proc", pid, "maps"));
            return new String(maps, StandardCharsets.ISO_8859_1).contains("/libjvm.so");
        } catch (Exception unknown) {
            return false;
        }
    }

    @Override
    public Jvm attach(String pid) throws CommandFailure {
        Class<?> type = machine();
        try {
            Object attached = Patience.waitFor(() -> AttachApi.call(type, null, "attach", pid));
            return new AttachedJvm(pid, type, attached);
        } catch (Exception e) {
            throw CommandFailure.unreachable("the JVM " + pid + " cannot be reached: " + reason(e)
                    + "; run this as the user it runs as, and from inside its container");
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
