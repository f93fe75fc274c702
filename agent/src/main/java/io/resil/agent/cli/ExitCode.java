package io.resil.agent.cli;

/** What a shell gets to know. */
final class ExitCode {

    static final int DONE = 0;
    static final int NO = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
