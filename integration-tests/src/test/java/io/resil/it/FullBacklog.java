package io.resil.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port where connecting hangs: its queue of connections is full and nobody accepts them. */
final class FullBacklog implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    FullBacklog(String host) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByName(host));
        for (int i = 0; i < 20 && fill(); i++) {
            // one more fits
        }
    }

    private boolean fill() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 300);
            queued.add(socket);
            return true;
        } catch (SocketTimeoutException full) {
            socket.close();
            return false;
        }
    }

    String url(String path) {
        return "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + path;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
