package io.resil.agent.cli;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.Explanation;
import java.util.List;

/** What a configuration means for one call. The answer is no when no service covers it. */
final class ExplainCommand implements Command {

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String usage() {
        return "explain resil.yaml GET http://host:port/path";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String[] asked = new Arguments(usage(), words).operands("the configuration file", "the method", "the URL");
        Configuration configuration = CheckCommand.load(asked[0], terminal);
        try {
            Explanation explanation = Explanation.of(configuration, asked[1], asked[2]);
            terminal.say(explanation.toString());
            return explanation.service == null ? ExitCode.NO : ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage() + "; usage: java -jar resil-agent.jar " + usage());
        }
    }
}
