package io.resil.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP/1.1 proxy on loopback, for CONNECT and for plain requests. It keeps every head that it saw. */
final class ForwardProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    ForwardProxy() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        });
    }

    /** host:port */
    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** The heads of requests, as they came in. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        heads.add(head);
        String target = head.split(" ", -1)[1];
        boolean tunnel = head.startsWith("CONNECT ");
        URI origin = URI.create(tunnel ? "tcp://" + target : target);
        Socket server = new Socket(origin.getHost(), origin.getPort());
        open.add(server);
        if (tunnel) {
            client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            String forwarded = head.replaceFirst(
                    " \\S+ HTTP/1.1\r\n", " " + origin.getRawPath() + " HTTP/1.1\r\nVia: 1.1 test\r\n");
            server.getOutputStream().write(forwarded.getBytes(StandardCharsets.ISO_8859_1));
        }
        daemon(() -> pump(client, server));
        pump(server, client);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed within the head: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to;
                OutputStream out = to.getOutputStream()) {
            from.getInputStream().transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What fails in it is one side closing; tests look at the heads. */
    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                Thread.currentThread().setName("ended by " + closed);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
