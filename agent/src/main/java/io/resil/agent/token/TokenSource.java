package io.resil.agent.token;

import io.resil.agent.call.Ticker;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The token of a service: as configured, or as a file says, which is looked at again at most once a second when a call
 * needs it. A file that is gone, empty or not fit for a header leaves the token as it was. Thread-safe.
 */
public final class TokenSource {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_BYTES = 64 * 1024;

    /** Takes note, once until it is mended, that the file cannot be used. */
    public interface Problem {
        void unusable(String file, String why);
    }

    private final @Nullable File file;
    private final Ticker ticker;
    private final Problem problem;
    private final AtomicLong nextLook;
    private volatile @Nullable String token;
    private volatile boolean reported;

    public TokenSource(TokenSettings settings, Ticker ticker, Problem problem) {
        this.file = settings.file == null ? null : new File(settings.file);
        this.ticker = ticker;
        this.problem = problem;
        this.token = settings.value;
        this.nextLook = new AtomicLong(ticker.nanos());
    }

    /** The token now; null as long as its file has never been readable. */
    @Nullable
    String current() {
        File from = file;
        if (from != null) {
            look(from);
        }
        return token;
    }

    /** One thread looks; the others take what is there. */
    private void look(File from) {
        long due = nextLook.get();
        long now = ticker.nanos();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_NANOS)) {
            try {
                token = checked(read(from));
                reported = false;
            } catch (IOException e) {
                report(from, e);
            }
        }
    }

    private void report(File from, IOException e) {
        if (!reported) {
            reported = true;
            problem.unusable(from.getPath(), String.valueOf(e.getMessage()));
        }
    }

    private static String read(File from) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        int length = 0;
        try (InputStream in = new FileInputStream(from)) {
            for (int n = in.read(bytes); n >= 0 && length < MAX_BYTES; n = in.read(bytes, length, MAX_BYTES - length)) {
                length += n;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Without the line end that editors leave. What remains must be a field value (RFC 9110 5.5), and is never shown. */
    private static String checked(String text) throws IOException {
        String value = text.trim();
        if (value.isEmpty()) {
            throw new IOException("it is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw new IOException("it holds a line break or control character");
            }
        }
        return value;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return file == null ? "token (configured value)" : "token from " + file;
    }
}
