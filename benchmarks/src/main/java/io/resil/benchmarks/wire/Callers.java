package io.resil.benchmarks.wire;

import io.resil.benchmarks.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An application whose threads call one of a few URLs over kept connections, for as many milliseconds as each line of its
 * input asks for, and which then says what that took.
 */
public final class Callers {

    /** Before {@code =} and a URL: the copy of the client that calls it. Those whose name begins so hide the seam. */
    static final String HIDDEN = "hidden";

    private Callers() {}

    /** @param args the client, the number of threads, then each URL after the name of its copy and {@code =} */
    public static void main(String[] args) throws Exception {
        Program.endOnFailure();
        int threads = Integer.parseInt(args[1]);
        Map<String, Copy> copies = new HashMap<>();
        List<Callable<String>> calls = new ArrayList<>();
        for (String each : List.of(args).subList(2, args.length)) {
            String[] pair = each.split("=", 2);
            Copy copy = copies.get(pair[0]);
            if (copy == null) {
                copy = new Copy(!pair[0].startsWith(HIDDEN));
                copies.put(pair[0], copy);
            }
            calls.add(copy.call(args[0], threads, pair[1]));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] words = line.split(" ", -1);
            Slice slice = new Slice(calls.get(Integer.parseInt(words[0])), Long.parseLong(words[1]));
            Program.say(slice.run(executor, threads));
        }
        System.exit(0);
    }
}
