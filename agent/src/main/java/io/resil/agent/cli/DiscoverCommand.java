package io.resil.agent.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hosts that no service covers, and a configuration to start from, where the agent in that JVM knows of them. */
final class DiscoverCommand implements Command {

    private static final String HOSTS = "UnmatchedHosts";
    private static final String SUGGEST = "suggestConfiguration";

    private final Terminal terminal;
    private final Reach reach;

    DiscoverCommand(Terminal terminal, Reach reach) {
        this.terminal = terminal;
        this.reach = reach;
    }

    @Override
    public String usage() {
        return "discover <pid>";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        String jvm = new Arguments(usage(), words).operands("the pid")[0];
        return reach.visitAgent(jvm, (agent, process) -> {
            if (!agent.hasOperation(SUGGEST)) {
                throw CommandFailure.no("the agent in " + process + ", version " + agent.text("Version")
                        + ", has no discovery; a newer one has");
            }
            if (agent.hasAttribute(HOSTS)) {
                print(agent.value(HOSTS));
            }
            terminal.say(agent.invoke(SUGGEST));
            return ExitCode.DONE;
        });
    }

    /** As comments, so that the whole output is a configuration. */
    private void print(@Nullable Object hosts) {
        Object[] lines = hosts instanceof Object[] ? (Object[]) hosts : new Object[] {String.valueOf(hosts)};
        for (Object line : lines) {
            terminal.say("# " + line);
        }
    }
}
