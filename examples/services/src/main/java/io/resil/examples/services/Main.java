package io.resil.examples.services;

import java.io.IOException;

/** One service as a process: {@code java -jar services.jar chroma 6003}. It ends when it is ended. */
public final class Main {

    private Main() {}

    /**
     * @param args the role (chroma, filesystem, billing, git) and the port, 0 for a free one
     * @throws IOException when the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: java -jar services.jar chroma|filesystem|billing|git <port>");
            System.exit(2);
        }
        // The JDK's server sends head and body apart; without this each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Seconds. The default of 30 would close idle connections just as a client reuses them, and look like an
        // outage.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        Role role = Role.named(args[0]);
        Service service = Service.start(role, Integer.parseInt(args[1]));
        System.out.println(args[0] + " listening on " + service.url());
    }
}
