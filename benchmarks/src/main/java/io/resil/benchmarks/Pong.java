package io.resil.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A server on loopback, of one thread and as little work as HTTP/1.1 allows: whatever it uses is noise to what is
 * measured. It keeps connections open and answers GET at once; {@code /hold} it answers when {@code /release} is asked
 * for, and {@code /held} says how many wait. It says its port, and ends when its standard input does.
 */
public final class Pong {

    private static final int BACKLOG = 16_384;

    private static final byte[] PONG = response("pong");

    private final Selector selector = Selector.open();
    private final Set<Connection> held = new LinkedHashSet<>();

    private Pong() throws IOException {}

    public static void main(String[] args) throws IOException {
        Program.endOnFailure();
        Thread end = new Thread(Pong::endWithInput);
        end.setDaemon(true);
        end.start();
        new Pong().serve();
    }

    /** Whoever started it writes nothing, and is gone when this ends. */
    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("no input: " + e);
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        Program.say(listening.socket().getLocalPort());
        while (true) {
            selector.select();
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                if (!key.isValid()) {
                    continue; // closed in this very round, by an answer it did not wait for
                }
                if (key.isAcceptable()) {
                    accept(listening);
                } else {
                    ((Connection) key.attachment()).read();
                }
            }
        }
    }

    private void accept(ServerSocketChannel listening) throws IOException {
        for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private void answer(Connection connection, String requestLine) throws IOException {
        switch (requestLine) {
            case "GET /hold HTTP/1.1" -> held.add(connection);
            case "GET /held HTTP/1.1" -> connection.write(response(Integer.toString(held.size())));
            case "GET /release HTTP/1.1" -> {
                List<Connection> released = List.copyOf(held);
                held.clear();
                for (Connection each : released) {
                    each.writeOrClose(PONG);
                }
                connection.write(PONG);
            }
            default -> {
                if (!requestLine.startsWith("GET ")) {
                    throw new IOException("takes no body: " + requestLine);
                }
                connection.write(PONG);
            }
        }
    }

    private static byte[] response(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One client. */
    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer received = ByteBuffer.allocate(4096);
        /** The bytes of the head seen so far. */
        private int scanned;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void read() {
            try {
                if (channel.read(received) < 0) {
                    close();
                    return;
                }
                takeRequests();
                if (!received.hasRemaining()) {
                    throw new IOException("head too long");
                }
            } catch (IOException e) {
                // the client went, or is none of ours: it sees its connection closed
                close();
            }
        }

        private void takeRequests() throws IOException {
            for (int end = headEnd(); end >= 0; end = headEnd()) {
                String line = requestLine(end);
                received.flip().position(end);
                received.compact();
                scanned = 0;
                answer(this, line);
            }
        }

        /** Where the next head ends; -1 while it has not. */
        private int headEnd() {
            for (int i = Math.max(3, scanned); i < received.position(); i++) {
                if (received.get(i) == '\n' && received.get(i - 2) == '\n') {
                    return i + 1;
                }
            }
            scanned = received.position();
            return -1;
        }

        private String requestLine(int end) {
            int length = 0;
            while (length < end && received.get(length) != '\r') {
                length++;
            }
            return new String(received.array(), 0, length, StandardCharsets.US_ASCII);
        }

        void writeOrClose(byte[] answer) {
            try {
                write(answer);
            } catch (IOException e) {
                // it did not wait for its answer
                close();
            }
        }

        void write(byte[] answer) throws IOException {
            if (channel.write(ByteBuffer.wrap(answer)) < answer.length) {
                throw new IOException("does not read the few bytes it is answered");
            }
        }

        private void close() {
            held.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                System.err.println("left open: " + e);
            }
        }
    }
}
