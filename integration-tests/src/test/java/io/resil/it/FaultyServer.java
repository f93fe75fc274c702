package io.resil.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server on loopback that does to each request what the test told it, {@linkplain Turn turn} by turn, and keeps what
 * it received. Thread-safe.
 */
final class FaultyServer implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final String scheme;
    private final SSLSocketFactory tls;
    private final InetSocketAddress address;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Received> received = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private volatile Socket placeholder;
    private volatile Function<Received, Turn> script = request -> Turn.ok();
    private volatile HandshakeFault handshakeFault = HandshakeFault.NONE;

    private FaultyServer(String host, SSLSocketFactory tls) {
        try {
            this.tls = tls;
            this.scheme = tls == null ? "http" : "https";
            this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByName(host));
            this.address = (InetSocketAddress) listener.getLocalSocketAddress();
            accept(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param host an address of the loopback network */
    static FaultyServer at(String host) {
        return new FaultyServer(host, null);
    }

    static FaultyServer overTls(String host, Certificates certificates) {
        return new FaultyServer(host, certificates.serverSockets());
    }

    // ---- what it is told

    /** Plays the turns one after the other, whoever asks, and the last of them for ever. */
    FaultyServer plays(Turn... turns) {
        Deque<Turn> left = new ArrayDeque<>(List.of(turns));
        script = request -> {
            synchronized (left) {
                return left.size() > 1 ? left.poll() : left.peek();
            }
        };
        return this;
    }

    /** Decides by the request. */
    FaultyServer plays(Function<Received, Turn> newScript) {
        script = newScript;
        return this;
    }

    FaultyServer in(HandshakeFault newFault) {
        handshakeFault = newFault;
        return this;
    }

    /** From now on connections are refused; those that are open are closed. The port stays taken. */
    FaultyServer goesDown() {
        stopListening();
        open.forEach(FaultyServer::closeQuietly);
        // a child process that is being started may hold a copy of the listening socket for a moment
        placeholder = await().pollInterval(Duration.ofMillis(5)).until(this::takePort, Objects::nonNull);
        return this;
    }

    /** Null while somebody still listens. */
    private Socket takePort() throws IOException {
        Socket holder = new Socket();
        try {
            holder.setReuseAddress(true);
            holder.bind(address);
            return holder;
        } catch (BindException taken) {
            holder.close();
            return null;
        }
    }

    /** The port is free when the thread that accepts has noticed. */
    private void stopListening() {
        closeQuietly(listener);
        try {
            acceptor.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Listens again, at the same port. */
    FaultyServer comesBack() {
        closeQuietly(placeholder);
        try {
            ServerSocket again = new ServerSocket();
            again.setReuseAddress(true);
            again.bind(address, BACKLOG);
            listener = again;
            accept(again);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    // ---- what it knows

    String url(String path) {
        return scheme + "://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path;
    }

    int port() {
        return address.getPort();
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Connections accepted so far. */
    int connections() {
        return connections.get();
    }

    // ---- at work

    private void accept(ServerSocket from) {
        acceptor = daemon("accept", () -> {
            while (!from.isClosed()) {
                Socket socket = from.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                daemon("connection " + number, () -> serve(socket, number));
            }
        });
    }

    private void serve(Socket raw, int number) throws IOException, InterruptedException {
        raw.setTcpNoDelay(true);
        try (raw;
                Socket socket = secured(raw)) {
            if (socket == null) {
                return;
            }
            Exchange exchange = new Exchange(socket, number, closing);
            Received request;
            do {
                request = exchange.read();
                if (request != null) {
                    synchronized (received) {
                        received.add(request);
                    }
                }
            } while (request != null && exchange.play(script.apply(request), request.method()));
        } finally {
            open.remove(raw);
        }
    }

    /** Null when the handshake was ended as told. */
    private Socket secured(Socket raw) throws IOException {
        if (tls == null) {
            return raw;
        }
        if (handshakeFault != HandshakeFault.NONE) {
            byte[] header = raw.getInputStream().readNBytes(5);
            raw.getInputStream().readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
            if (handshakeFault == HandshakeFault.RESET) {
                raw.setSoLinger(true, 0);
            }
            return null;
        }
        SSLSocket socket = (SSLSocket) tls.createSocket(raw, null, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** What fails in it is the client's doing or the end of the server; tests look at what was received. */
    private Thread daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException gone) {
                        Thread.currentThread().setName(name + ", ended by " + gone);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closing.countDown();
        stopListening();
        open.forEach(FaultyServer::closeQuietly);
        if (placeholder != null) {
            closeQuietly(placeholder);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
