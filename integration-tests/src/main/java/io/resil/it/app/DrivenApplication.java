package io.resil.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads commands, one a line, and answers each with one line that bears its {@code id}; see {@link Line} for their form.
 * Each command runs on a thread of its own, so that a call can be interrupted while it runs. Ends with its input.
 */
public final class DrivenApplication {

    private final Clients clients = new Clients();
    private final Calls calls = new Calls(clients);
    private final PrintStream out;

    private DrivenApplication(PrintStream out) {
        this.out = out;
    }

    @SuppressWarnings("SystemOut") // the conversation takes place there
    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("it.late-managers")) {
            System.setProperty("java.util.logging.manager", LateLogManager.class.getName());
            System.setProperty("javax.management.builder.initial", LateManagement.class.getName());
        }
        new DrivenApplication(System.out).converse();
    }

    private void converse() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say(new Line().with("id", "ready").with("java", System.getProperty("java.version")));
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            Line command = Line.parse(text);
            Thread thread = new Thread(() -> answer(command), "command-" + command.require("id"));
            thread.setDaemon(true);
            thread.start();
        }
        System.exit(0);
    }

    private void answer(Line command) {
        Line answer;
        try {
            answer = obey(command);
        } catch (Throwable e) {
            answer = new Line().with("error", e);
        }
        say(answer.with("id", command.require("id")));
    }

    private synchronized void say(Line line) {
        out.println(line);
        out.flush();
    }

    private Line obey(Line command) throws Exception {
        switch (command.require("do")) {
            case "client":
                clients.make(command);
                return new Line();
            case "close":
                clients.close(command);
                return new Line();
            case "call":
                return calls.make(command);
            case "interrupt":
                calls.interrupt(command);
                return new Line();
            case "cancel":
                calls.cancel(command);
                return new Line();
            case "pool":
                Line pool = new Line();
                clients.get(command).describePool(pool);
                return pool;
            case "attribute":
                return Jvm.attribute(command);
            case "invoke":
                return Jvm.invoke(command);
            case "beans":
                return Jvm.beans(command);
            case "resources":
                return Jvm.resources();
            case "class":
                return Jvm.find(command);
            case "yaml":
                return Jvm.yaml(command);
            case "managers":
                return Jvm.managers();
            case "story":
                return Story.named(command.require("name")).tell(command);
            default:
                throw new IllegalArgumentException("unknown command: " + command);
        }
    }
}
