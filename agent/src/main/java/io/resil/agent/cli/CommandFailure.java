package io.resil.agent.cli;

/** Ends a command. Its message is one line, says what is wrong and what to do, and ends up on stderr. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(oneLine(message));
        this.exitCode = exitCode;
    }

    /** The answer is no. */
    static CommandFailure no(String message) {
        return new CommandFailure(ExitCode.NO, message);
    }

    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The JVM cannot be reached. */
    static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCode.UNREACHABLE, message);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*[\\r\\n]+\\s*", " ").trim();
    }
}
