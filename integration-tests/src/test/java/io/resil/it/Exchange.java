package io.resil.it;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a {@link FaultyServer}: reads requests and plays turns, byte by byte. Used by one thread. */
final class Exchange {

    private final Socket socket;
    private final int connection;
    private final Recorder in;
    private final OutputStream out;
    private final CountDownLatch closing;

    /** @param closing counted down when the server closes, which ends every hang and pause */
    Exchange(Socket socket, int connection, CountDownLatch closing) throws IOException {
        this.socket = socket;
        this.connection = connection;
        this.in = new Recorder(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.closing = closing;
    }

    /** The next request whole; null when the client has closed. */
    Received read() throws IOException {
        in.begin();
        String requestLine = line();
        if (requestLine == null) {
            return null;
        }
        String[] parts = requestLine.split(" ", -1);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            Received.add(
                    headers, line.substring(0, colon), line.substring(colon + 1).trim());
        }
        if (headers.containsKey("expect")) {
            write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        String text = new String(body(headers), StandardCharsets.UTF_8);
        return new Received(connection, parts[0], parts[1], headers, text, in.recorded(), System.nanoTime());
    }

    /** Keeps what is read through it. */
    private static final class Recorder extends FilterInputStream {

        private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

        Recorder(InputStream in) {
            super(in);
        }

        void begin() {
            recorded.reset();
        }

        String recorded() {
            return recorded.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                recorded.write(read);
            }
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read > 0) {
                recorded.write(into, offset, read);
            }
            return read;
        }
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        List<String> length = headers.get("content-length");
        return length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length.get(0)));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** @return whether the connection lives on */
    boolean play(Turn turn, String method) throws IOException, InterruptedException {
        while (!turn.gate().await(50, TimeUnit.MILLISECONDS)) {
            if (closing.getCount() == 0) {
                return false;
            }
        }
        if (closing.await(turn.delay().toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (turn.interim() > 0) {
            write("HTTP/1.1 " + turn.interim() + " Interim\r\n\r\n");
        }
        boolean bodiless = method.equals("HEAD") || turn.status() == 204 || turn.status() == 304;
        byte[] body = bodiless ? new byte[0] : bytes(turn);
        byte[] head = head(turn);
        switch (turn.fault()) {
            case HANG -> closing.await();
            case CLOSE_WITHOUT_ANSWER -> {}
            case RESET_WITHOUT_ANSWER -> reset();
            case RESET_MID_HEAD -> {
                write(Arrays.copyOf(head, head.length / 2));
                awaitArrival();
                reset();
            }
            case RESET_MID_BODY -> {
                write(head);
                write(Arrays.copyOf(body, body.length / 2));
                awaitArrival();
                reset();
            }
            case HANG_MID_BODY -> {
                write(head);
                write(Arrays.copyOf(body, body.length / 2));
                closing.await();
            }
            case SPEAK_GIBBERISH -> write("\u0001\u0002 what?\r\n\r\n");
            case TRICKLE_HEAD -> {
                trickle(head, head.length, turn);
                write(body);
            }
            case TRICKLE_BODY -> {
                write(head);
                trickle(body, 10, turn);
            }
            case NONE, CLOSE_AFTER_ANSWER -> {
                write(head);
                write(body);
            }
        }
        return switch (turn.fault()) {
            case NONE, TRICKLE_HEAD, TRICKLE_BODY -> true;
            default -> false;
        };
    }

    private static byte[] bytes(Turn turn) {
        return turn.body().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] head(Turn turn) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + turn.status() + " As Told\r\n");
        turn.head().forEach(line -> head.append(line).append("\r\n"));
        if (turn.status() != 204 && turn.status() != 304) {
            head.append("Content-Length: ").append(bytes(turn).length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void trickle(byte[] bytes, int parts, Turn turn) throws IOException, InterruptedException {
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) bytes.length * part / parts);
            int to = (int) ((long) bytes.length * (part + 1) / parts);
            write(Arrays.copyOfRange(bytes, from, to));
            if (closing.await(turn.pace().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** A reset overtakes what was written before it and not yet read: gives the client the time to read it. */
    private void awaitArrival() throws InterruptedException {
        closing.await(50, TimeUnit.MILLISECONDS);
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
