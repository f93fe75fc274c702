package io.resil.agent.cli;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Problem;
import io.resil.agent.config.Variables;
import io.resil.agent.route.ServiceSettings;
import java.util.ArrayList;
import java.util.List;

/** Reads a configuration as the agent would at start, with this process' own properties and environment. */
final class CheckCommand implements Command {

    private final Terminal terminal;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String usage() {
        return "check resil.yaml";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String file = new Arguments(usage(), words).operands("the configuration file")[0];
        Configuration configuration = load(file, terminal);
        warn(configuration.warnings, terminal);
        terminal.say(verdict(configuration));
        return ExitCode.DONE;
    }

    /** Says every problem there is before it fails. */
    static Configuration load(String file, Terminal terminal) throws CommandFailure {
        try {
            return new ConfigurationLoader(Variables.ofThisProcess()).load(file);
        } catch (InvalidConfigurationException e) {
            for (Problem problem : e.problems()) {
                terminal.complain(problem.toString());
            }
            warn(e.warnings(), terminal);
            int count = e.problems().size();
            throw CommandFailure.no(file + " has " + count + (count == 1 ? " problem" : " problems")
                    + " and would be refused; each line above says what is expected");
        }
    }

    private static void warn(List<Problem> warnings, Terminal terminal) {
        for (Problem warning : warnings) {
            terminal.complain("warning: " + warning);
        }
    }

    private static String verdict(Configuration configuration) {
        List<String> ids = new ArrayList<>();
        for (ServiceSettings service : configuration.services) {
            ids.add(service.id);
        }
        int warnings = configuration.warnings.size();
        return configuration.file + " is fine"
                + (warnings == 0 ? "" : ", with " + warnings + (warnings == 1 ? " warning" : " warnings")) + ": "
                + (ids.isEmpty() ? "no services" : "services " + String.join(", ", ids)) + ", mode "
                + configuration.mode.key();
    }
}
