package io.resil.agent.launch;

/** The command line. */
public final class Main {
    private Main() {}
}
