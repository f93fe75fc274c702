package io.resil.agent.cli;

import java.util.List;
import java.util.function.LongSupplier;

/** All breakers of a running JVM: once as a table or as JSON, or again and again. */
final class StatusCommand implements Command {

    /** Waits between two tables. */
    interface Pause {
        void take() throws InterruptedException;
    }

    private final Terminal terminal;
    private final Reach reach;
    private final LongSupplier wallMillis;
    private final Pause pause;

    StatusCommand(Terminal terminal, Reach reach, LongSupplier wallMillis, Pause pause) {
        this.terminal = terminal;
        this.reach = reach;
        this.wallMillis = wallMillis;
        this.pause = pause;
    }

    @Override
    public String usage() {
        return "status <pid> [--json | --watch]";
    }

    @Override
    public int run(List<String> words) throws CommandFailure {
        Arguments arguments = new Arguments(usage(), words);
        boolean json = arguments.has("--json");
        boolean watch = arguments.has("--watch");
        String jvm = arguments.operands("the pid")[0];
        if (json && watch) {
            throw CommandFailure.usage(
                    "--json and --watch do not go together; usage: java -jar resil-agent.jar " + usage());
        }
        return reach.visitAgent(jvm, (agent, process) -> {
            if (watch) {
                watch(agent, process);
            } else {
                terminal.say(json ? agent.invoke("statusJson") : text(agent, process));
            }
            return ExitCode.DONE;
        });
    }

    private String text(AgentBeans agent, JvmProcess process) throws CommandFailure {
        return new StatusText(terminal, wallMillis.getAsLong()).of(agent, process);
    }

    /** Until it is interrupted, nobody reads any more, or the JVM ends. */
    private void watch(AgentBeans agent, JvmProcess process) throws CommandFailure {
        try {
            while (!terminal.isGone()) {
                terminal.redraw(text(agent, process));
                pause.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
