package io.resil.benchmarks.wire;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.resil.benchmarks.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An application whose threads call one of a few URLs over kept connections, for as many milliseconds as each line of its
 * input asks for, and which then says what that took.
 */
public final class Callers {

    /** Before a URL whose calls are to be wrapped by hand. */
    static final String BY_HAND = "resilience4j:";

    private Callers() {}

    /** @param args the client, the number of threads, and the URLs */
    public static void main(String[] args) throws Exception {
        Client.Calls calls = Client.valueOf(args[0].toUpperCase(Locale.ROOT)).open(Integer.parseInt(args[1]));
        List<Callable<String>> urls =
                Arrays.stream(args).skip(2).map(url -> call(calls, url)).collect(Collectors.toList());
        int threads = Integer.parseInt(args[1]);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] words = line.split(" ", -1);
            Slice slice = new Slice(urls.get(Integer.parseInt(words[0])), Long.parseLong(words[1]));
            Program.say(slice.run(executor, threads));
        }
        System.exit(0);
    }

    private static Callable<String> call(Client.Calls calls, String url) {
        return url.startsWith(BY_HAND) ? byHand(calls.to(url.substring(BY_HAND.length()))) : calls.to(url);
    }

    private static Callable<String> byHand(Callable<String> bare) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("pong");
        Retry retry = Retry.ofDefaults("pong");
        return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, bare));
    }
}
