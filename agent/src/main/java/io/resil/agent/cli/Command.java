package io.resil.agent.cli;

import java.util.List;

/** One of the words that may follow the name of the jar. */
interface Command {

    /** What follows the name of the jar, such as {@code status <pid> [--json]}. */
    String usage();

    /**
     * Does it.
     *
     * @param words those behind its name
     * @return an {@link ExitCode}
     * @throws CommandFailure with the one line that is to be said
     */
    int run(List<String> words) throws CommandFailure;
}
