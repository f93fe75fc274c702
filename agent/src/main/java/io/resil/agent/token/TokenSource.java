package io.resil.agent.token;

import io.resil.agent.call.Ticker;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The token of a service. One that comes from a file is read again at most once a second, by one of the calls that need
 * it; while that fails, the last good one stays. Thread-safe; shows the token to nobody but {@link #token()}.
 */
public final class TokenSource {

    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable TokenFile file;
    private final Ticker ticker;
    private final Consumer<String> problems;
    private final AtomicLong checkedAt;

    private volatile String token;
    private volatile boolean failing;

    private TokenSource(@Nullable TokenFile file, String token, Ticker ticker, Consumer<String> problems) {
        this.file = file;
        this.token = token;
        this.ticker = ticker;
        this.problems = problems;
        this.checkedAt = new AtomicLong(ticker.nanos());
    }

    /**
     * @param problems takes, once for each time it begins, why a file can no longer be read
     * @throws IOException when there is no usable token; the message says why and does not show it
     */
    public static TokenSource open(TokenSettings settings, Ticker ticker, Consumer<String> problems)
            throws IOException {
        if (settings.file != null) {
            TokenFile file = new TokenFile(settings.file);
            return new TokenSource(file, file.read(), ticker, problems);
        }
        String value = settings.value == null ? "" : settings.value;
        String problem = TokenText.problem(value);
        if (problem != null) {
            throw new IOException("the value " + problem);
        }
        return new TokenSource(null, value, ticker, problems);
    }

    /** The token in force. */
    public String token() {
        if (file != null && isCheckDue()) {
            check(file);
        }
        return token;
    }

    /** True for one thread a second; the others go on with what is there. */
    private boolean isCheckDue() {
        long now = ticker.nanos();
        long last = checkedAt.get();
        return now - last >= RECHECK_NANOS && checkedAt.compareAndSet(last, now);
    }

    private void check(TokenFile from) {
        try {
            token = from.read();
            failing = false;
        } catch (IOException problem) {
            if (!failing) {
                failing = true;
                problems.accept("the token stays as it was: " + problem.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return file == null ? "(configured value)" : "from " + file;
    }
}
