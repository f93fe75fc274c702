package io.resil.it.app;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the application can tell of the JVM it runs in. */
final class Jvm {

    private Jvm() {}

    /** The attribute of the application's own platform MBean server. */
    static Line attribute(Line command) throws Exception {
        Object value = ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName(command.require("bean")), command.require("name"));
        return new Line().with("value", value instanceof Object[] ? Arrays.toString((Object[]) value) : value);
    }

    /** An operation without arguments, or one of a text. */
    static Line invoke(Line command) throws Exception {
        String argument = command.get("argument");
        Object value = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(command.require("bean")),
                        command.require("operation"),
                        argument == null ? null : new Object[] {argument},
                        argument == null ? null : new String[] {String.class.getName()});
        return new Line().with("value", value);
    }

    static Line beans(Line command) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Line answer = new Line().with("server", server.getClass().getName());
        int n = 0;
        for (ObjectName name : server.queryNames(new ObjectName(command.require("pattern")), null)) {
            answer.with("bean." + n++, name);
        }
        return answer;
    }

    /** Live threads and open sockets; sockets -1 where the system has no /proc. */
    static Line resources() throws IOException {
        System.gc();
        return new Line()
                .with("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .with("sockets", openSockets());
    }

    private static int openSockets() throws IOException {
        File[] open = new File("/proc/self/fd").listFiles();
        if (open == null) {
            return -1;
        }
        int sockets = 0;
        for (File each : open) {
            if (linkTarget(each).startsWith("socket:")) {
                sockets++;
            }
        }
        return sockets;
    }

    private static String linkTarget(File link) {
        try {
            return Files.readSymbolicLink(link.toPath()).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    static Line find(Line command) {
        Line answer = new Line();
        try {
            Class<?> found = Class.forName(command.require("name"));
            CodeSource source = found.getProtectionDomain().getCodeSource();
            answer.with("found", true);
            answer.with("loader", found.getClassLoader());
            answer.with("location", source == null ? null : source.getLocation());
        } catch (ClassNotFoundException | LinkageError e) {
            answer.with("found", false);
        }
        return answer;
    }

    /** Uses the YAML library of the application's own class path. */
    static Line yaml(Line command) throws Exception {
        Class<?> settings = Class.forName("org.snakeyaml.engine.v2.api.LoadSettings");
        Object builder = settings.getMethod("builder").invoke(null);
        Object built = builder.getClass().getMethod("build").invoke(builder);
        Class<?> load = Class.forName("org.snakeyaml.engine.v2.api.Load");
        Object loader = load.getConstructor(settings).newInstance(built);
        return new Line()
                .with("value", load.getMethod("loadFromString", String.class).invoke(loader, command.require("text")));
    }

    /** Who logs and who manages, when asked for only now. */
    static Line managers() {
        return new Line()
                .with("logging", LogManager.getLogManager().getClass().getName())
                .with("management", ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
    }
}
