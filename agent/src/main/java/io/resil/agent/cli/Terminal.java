package io.resil.agent.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/** Where a command writes: what was asked for to one stream, what went wrong to the other. */
final class Terminal {

    /** The foreground colours of ECMA-48. */
    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean redrawable;
    private final boolean coloured;

    /** @param person whether somebody looks at it, so that it may be coloured and drawn over */
    Terminal(PrintStream out, PrintStream err, boolean person, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.redrawable = person && knowsSequences(environment);
        this.coloured = redrawable && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Of this process. */
    @SuppressWarnings("SystemOut") // it is a command line
    static Terminal ofThisProcess() {
        return new Terminal(System.out, System.err, isPerson(), System.getenv());
    }

    /** Since Java 22 there is a console also where nobody looks; it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // asked below
    private static boolean isPerson() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    private static boolean knowsSequences(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        return environment.containsKey("WT_SESSION") || !(kind.isEmpty() || kind.equals("dumb"));
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** Whether nobody reads any more. */
    boolean isGone() {
        return out.checkError();
    }

    void complain(String line) {
        err.println(line);
        err.flush();
    }

    /** In the place of everything before, where that can be; else below it. */
    void redraw(String text) {
        say(redrawable ? HOME_AND_CLEAR + text : text + System.lineSeparator());
    }

    String in(Colour colour, String text) {
        return coloured ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }
}
