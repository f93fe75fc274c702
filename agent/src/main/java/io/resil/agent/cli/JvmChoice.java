package io.resil.agent.cli;

import java.util.ArrayList;
import java.util.List;

/** Finds the one JVM that is meant by a pid, or by the name of a main class or jar. */
final class JvmChoice {

    private JvmChoice() {}

    static JvmProcess of(String pidOrName, Jvms jvms) throws CommandFailure {
        boolean isPid = pidOrName.matches("[0-9]+");
        List<JvmProcess> found = new ArrayList<>();
        for (JvmProcess each : jvms.running()) {
            if (isPid ? each.pid.equals(pidOrName) : each.isNamed(pidOrName)) {
                found.add(each);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (!found.isEmpty()) {
            throw several(pidOrName, found);
        }
        if (!isPid) {
            throw noneNamed(pidOrName, jvms);
        }
        if (!jvms.isJvm(pidOrName)) {
            throw CommandFailure.unreachable(
                    "no JVM runs as process " + pidOrName
                            + " where this user can see it; jps -l lists those that do, and one in a container is reached from in there");
        }
        return new JvmProcess(pidOrName, "");
    }

    private static CommandFailure several(String name, List<JvmProcess> found) {
        return CommandFailure.no("several JVMs are called " + name + ", name one by its pid: " + list(found));
    }

    private static CommandFailure noneNamed(String name, Jvms jvms) throws CommandFailure {
        List<JvmProcess> running = jvms.running();
        return CommandFailure.unreachable("no JVM of this user is called " + name
                + (running.isEmpty() ? ", and none is running" : "; there are: " + list(running)));
    }

    private static String list(List<JvmProcess> processes) {
        List<String> texts = new ArrayList<>();
        for (JvmProcess each : processes) {
            texts.add(each.toString());
        }
        return String.join(", ", texts);
    }
}
