package io.resil.it;

import io.resil.it.app.Line;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A JVM that runs the driven application, with the agent unless told otherwise, on the JDK under test ({@code
 * resil.it.java.home}). Commands may be given by any number of threads. Closing it ends the process.
 */
final class AgentJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Two JVMs that start at once can both lock one's file of performance data (the other looks for files to clear away,
     * JDK-8286030); one then warns of it on stdout, where a test expects the program's own words. A JVM with this option
     * has no such file: it is not in the list of JVMs, but can be attached to all the same.
     */
    static final String KEPT_FROM_OTHERS = "-XX:+PerfDisableSharedMem";

    private final Process process;
    private final BufferedWriter in;
    private final Map<String, CompletableFuture<Line>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> errors = new ArrayList<>();
    private final CompletableFuture<Void> errorsWhole = new CompletableFuture<>();
    private final CompletableFuture<Line> ready = new CompletableFuture<>();
    private final Path folder;

    private AgentJvm(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        waiting.put("ready", ready);
        reader("stdout", process.inputReader(StandardCharsets.UTF_8), this::hear, this::giveUpWaiting);
        reader("stderr", process.errorReader(StandardCharsets.UTF_8), this::note, () -> errorsWhole.complete(null));
    }

    static Builder configured(String yaml) {
        return new Builder(yaml);
    }

    // ---- the JDK under test

    static Path javaHome() {
        return Path.of(System.getProperty("resil.it.java.home", System.getProperty("java.home")));
    }

    /** 8, 11, 17 ... */
    static int javaVersion() {
        return Version.FEATURE;
    }

    static String agentJar() {
        return required("resil.it.agent");
    }

    static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("run by Maven, which sets " + property);
        }
        return value;
    }

    private static final class Version {
        static final int FEATURE = ask();

        private static int ask() {
            try {
                Process java = new ProcessBuilder(javaHome().resolve("bin/java").toString(), "-version")
                        .redirectErrorStream(true)
                        .start();
                String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String version = said.replaceAll("(?s)^.*? version \"(?:1\\.)?(\\d+).*$", "$1");
                return Integer.parseInt(version);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- conversation

    /** The answer to a command, in good time. */
    Line ask(Line command) {
        return await(begin(command).answer());
    }

    /** A command that has been given. */
    record Asked(String id, CompletableFuture<Line> answer) {}

    Asked begin(Line command) {
        String id = "" + ids.incrementAndGet();
        CompletableFuture<Line> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            synchronized (in) {
                in.write(command.with("id", id).toString());
                in.newLine();
                in.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM has ended; it said " + errors(), e);
        }
        return new Asked(id, answer);
    }

    Line await(CompletableFuture<Line> answer) {
        try {
            Line line = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line.get("error") != null) {
                throw new IllegalStateException(line.get("error"));
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer; the JVM said " + errors(), e);
        }
    }

    private void hear(String text) {
        Line line = Line.parse(text);
        CompletableFuture<Line> answer = waiting.remove(line.get("id", "none"));
        if (answer == null) {
            note("unexpected on stdout: " + text);
        } else {
            answer.complete(line);
        }
    }

    private void note(String text) {
        synchronized (errors) {
            errors.add(text);
        }
    }

    private interface Hearing {
        void hear(String line);
    }

    private void giveUpWaiting() {
        waiting.values().forEach(each -> each.completeExceptionally(new IOException("the JVM has ended")));
    }

    private void reader(String name, BufferedReader from, Hearing hearing, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (from) {
                        for (String line = from.readLine(); line != null; line = from.readLine()) {
                            hearing.hear(line);
                        }
                    } catch (IOException e) {
                        note(name + " broke off: " + e);
                    } finally {
                        atEnd.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    // ---- what can be seen of it

    /** What it has written to stderr until now, and lines on stdout that are no answer. */
    List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    Path folder() {
        return folder;
    }

    String attribute(String bean, String name) {
        return ask(new Line().with("do", "attribute").with("bean", bean).with("name", name))
                .require("value");
    }

    void invoke(String bean, String operation) {
        ask(invocation(bean, operation));
    }

    void invoke(String bean, String operation, String argument) {
        ask(invocation(bean, operation).with("argument", argument));
    }

    private static Line invocation(String bean, String operation) {
        return new Line().with("do", "invoke").with("bean", bean).with("operation", operation);
    }

    /** Lets the application do what a class of its own, a {@code Story}, has in it. */
    Line tell(String story) {
        return tell(story, new Line());
    }

    Line tell(String story, Line details) {
        return ask(details.with("do", "story").with("name", "io.resil.it.app." + story));
    }

    Line resources() {
        return ask(new Line().with("do", "resources"));
    }

    /** Ends the application in good order. @return everything it wrote to stderr */
    List<String> quit() {
        try {
            in.close();
            exitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return errors();
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running");
            }
            errorsWhole.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // ---- its making

    static final class Builder {

        private final String yaml;
        private final List<String> options = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> libraries = new ArrayList<>();
        private boolean agent = Boolean.parseBoolean(System.getProperty("resil.it.with-agent", "true"));
        private boolean argument = true;
        private String application = required("resil.it.application");
        private String main = "io.resil.it.app.DrivenApplication";
        private Path jar;
        private final Map<String, String> files = new LinkedHashMap<>();

        private Builder(String yaml) {
            this.yaml = yaml;
        }

        /** An option of the JVM; {@code {folder}} stands for its working directory. */
        Builder option(String option) {
            options.add(option);
            return this;
        }

        /** Others find it, and its name, in the list of JVMs, as they do any JVM that does not forbid it. */
        Builder listed() {
            return option(KEPT_FROM_OTHERS.replace('+', '-'));
        }

        Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** A folder of target/clients to put on the class path. */
        Builder library(String name) {
            libraries.add(name);
            return this;
        }

        Builder withoutAgent() {
            agent = false;
            return this;
        }

        /** The agent has to find its configuration itself. */
        Builder withoutArgument() {
            argument = false;
            return this;
        }

        /** A file in its working directory. */
        Builder file(String name, String text) {
            files.put(name, text);
            return this;
        }

        /** What is started in place of the driven application's class; {@code {folder}} as above. */
        Builder main(String newMain) {
            main = newMain;
            return this;
        }

        /** Where the driven application lies, in place of its folder. */
        Builder application(Path jar) {
            application = jar.toString();
            return this;
        }

        /** A jar to be started with {@code -jar}, in place of a class path and a class. */
        Builder jar(Path newJar) {
            jar = newJar;
            return this;
        }

        /** Returns when the application has begun. */
        AgentJvm start() {
            AgentJvm jvm = launch();
            jvm.await(jvm.ready);
            return jvm;
        }

        /** Returns at once. The configuration lies in its working directory as {@code settings.yaml}. */
        AgentJvm launch() {
            try {
                Path folder = Files.createTempDirectory("driven");
                Path settings = Files.writeString(folder.resolve("settings.yaml"), yaml);
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
                List<String> command = new ArrayList<>();
                command.add(javaHome().resolve("bin/java").toString());
                command.add(KEPT_FROM_OTHERS);
                command.add("-Xmx256m");
                command.add("-XX:TieredStopAtLevel=1");
                if (agent) {
                    command.add("-javaagent:" + agentJar() + (argument ? "=" + settings : ""));
                }
                options.forEach(each -> command.add(each.replace("{folder}", folder.toString())));
                if (jar == null) {
                    command.add("-cp");
                    command.add(classPath());
                    command.add(main.replace("{folder}", folder.toString()));
                } else {
                    command.add("-jar");
                    command.add(jar.toString());
                }
                ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
                builder.environment().remove("JAVA_TOOL_OPTIONS");
                builder.environment().remove("JDK_JAVA_OPTIONS");
                environment.forEach(
                        (name, value) -> builder.environment().put(name, value.replace("{folder}", folder.toString())));
                return new AgentJvm(builder.start(), folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String classPath() {
            return libraries.stream()
                    .map(each ->
                            Path.of(required("resil.it.clients"), each, "*").toString())
                    .collect(Collectors.joining(File.pathSeparator, application + File.pathSeparator, ""));
        }
    }
}
