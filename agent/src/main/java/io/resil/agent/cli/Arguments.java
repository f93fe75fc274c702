package io.resil.agent.cli;

import java.util.ArrayList;
import java.util.List;

/** The words behind a command: operands in their order, and options anywhere among them. For one use. */
final class Arguments {

    private final String usage;
    private final List<String> words;

    /** @param usage of the command, such as {@code status <pid> [--json]} */
    Arguments(String usage, List<String> words) {
        this.usage = usage;
        this.words = new ArrayList<>(words);
    }

    /** Takes an option out. */
    boolean has(String option) {
        return words.remove(option);
    }

    /** What is left, which must be as many as there are names. */
    String[] operands(String... names) throws CommandFailure {
        for (String word : words) {
            if (word.startsWith("-")) {
                throw CommandFailure.usage(word + " is no option of it" + hint());
            }
        }
        if (words.size() < names.length) {
            throw CommandFailure.usage(names[words.size()] + " is missing" + hint());
        }
        if (words.size() > names.length) {
            throw CommandFailure.usage(words.get(names.length) + " is too much" + hint());
        }
        return words.toArray(new String[0]);
    }

    private String hint() {
        return "; usage: java -jar resil-agent.jar " + usage;
    }
}
