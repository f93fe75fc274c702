package io.resil.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports on the loopback address, below the range from which the system takes the ports of outgoing connections: one
 * of those must not sit on Chroma's port while Chroma is down.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Random random = new Random();
    private final Set<Integer> given = new HashSet<>();

    int free() throws IOException {
        for (int tries = 0; tries < 1000; tries++) {
            int port = FIRST + random.nextInt(COUNT);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1) + " on the loopback address");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
