package io.resil.agent.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code java -jar resil-agent.jar}: finds the command, runs it, and says in one line what went wrong. */
public final class CommandLine {

    private static final int WATCH_MILLIS = 1000;

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Terminal terminal;
    private final String version;

    CommandLine(Terminal terminal, Jvms jvms, String jar, String version) {
        this.terminal = terminal;
        this.version = version;
        Reach reach = new Reach(jvms);
        commands.put("check", new CheckCommand(terminal));
        commands.put("explain", new ExplainCommand(terminal));
        commands.put(
                "status",
                new StatusCommand(terminal, reach, System::currentTimeMillis, () -> Thread.sleep(WATCH_MILLIS)));
        commands.put("attach", new AttachCommand(terminal, reach, jar));
        commands.put("discover", new DiscoverCommand(terminal, reach, jar));
        commands.put("force-open", new BreakerCommand("force-open", "forceOpen", terminal, reach));
        commands.put("force-closed", new BreakerCommand("force-closed", "forceClosed", terminal, reach));
        commands.put("disable", new BreakerCommand("disable", "disable", terminal, reach));
        commands.put("enable", new BreakerCommand("enable", "enable", terminal, reach));
    }

    /**
     * Called by the launch class, in the isolated loader.
     *
     * @param jar of the agent, absolute
     * @return what the process is to exit with
     */
    public static int run(String[] words, String jar, String version) {
        return new CommandLine(Terminal.ofThisProcess(), new AttachedJvms(), jar, version).run(words);
    }

    int run(String... words) {
        try {
            return obey(words);
        } catch (CommandFailure e) {
            terminal.complain("resil-agent: " + e.getMessage());
            return e.exitCode;
        }
    }

    private int obey(String... words) throws CommandFailure {
        String name = words.length == 0 ? "" : words[0];
        switch (name) {
            case "help":
            case "--help":
            case "-h":
                terminal.say(Help.TEXT);
                return ExitCode.DONE;
            case "version":
            case "--version":
                terminal.say("resil-agent " + version + ", on Java " + System.getProperty("java.version"));
                return ExitCode.DONE;
            default:
                return command(name).run(Arrays.asList(words).subList(1, words.length));
        }
    }

    private Command command(String name) throws CommandFailure {
        Command command = commands.get(name);
        if (command == null) {
            throw CommandFailure.usage((name.isEmpty() ? "a command is missing" : name + " is no command")
                    + "; there are " + String.join(", ", commands.keySet()) + "; --help explains them");
        }
        return command;
    }
}
