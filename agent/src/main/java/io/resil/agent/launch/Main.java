package io.resil.agent.launch;

/** {@code java -jar resil-agent.jar}: says how the jar is used. */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    @SuppressWarnings("SystemOut") // it is a command line
    public static void main(String[] args) {
        System.err.println("resil-agent: start your application with it: "
                + "java -javaagent:resil-agent.jar=resil.yaml -jar application.jar");
        System.exit(WRONG_USAGE);
    }
}
