package io.resil.agent.cli;

/** A running JVM as it is listed. Immutable. */
final class JvmProcess {

    final String pid;

    /** The main class or jar it was started with, without arguments; may be empty. */
    final String main;

    /** @param command the main class or jar, and arguments */
    JvmProcess(String pid, String command) {
        this.pid = pid;
        this.main = mainOf(command);
    }

    /** The path of a jar may hold spaces, so it ends with {@code .jar}. */
    private static String mainOf(String command) {
        int space = command.indexOf(' ');
        String first = space < 0 ? command : command.substring(0, space);
        int jar = command.indexOf(".jar ");
        boolean isPath = first.indexOf('/') >= 0 || first.indexOf('\\') >= 0;
        return isPath && jar >= 0
                ? command.substring(0, jar + ".jar".length())
                : isPath && command.endsWith(".jar") ? command : first;
    }

    /** By its main class, with or without package, or its jar, with or without folder and {@code .jar}. */
    boolean isNamed(String name) {
        String file = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
        return main.equals(name)
                || file.equals(name)
                || file.equals(name + ".jar")
                || (!main.endsWith(".jar") && main.endsWith("." + name));
    }

    @Override
    public String toString() {
        return main.isEmpty() ? pid : pid + " (" + main + ")";
    }
}
