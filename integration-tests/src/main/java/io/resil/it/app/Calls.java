package io.resil.it.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the calls a command asks for: one, or many by many threads at once. Thread-safe. */
final class Calls {

    private final Clients clients;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    Calls(Clients clients) {
        this.clients = clients;
    }

    /** Returns when all calls of the command have ended. */
    Line make(Line command) throws Exception {
        return command.number("threads", 1) * command.number("times", 1) == 1 ? makeOne(command) : makeMany(command);
    }

    private Line makeOne(Line command) throws Exception {
        DrivenClient.Call call = clients.get(command).prepare(command);
        String id = command.require("id");
        running.put(id, new Running(Thread.currentThread(), call));
        try {
            return timed(call);
        } finally {
            running.remove(id);
        }
    }

    private static Line timed(DrivenClient.Call call) {
        Line answer = new Line();
        long begun = System.nanoTime();
        try {
            call.run(answer);
        } catch (Throwable thrown) {
            answer.with("micros", (System.nanoTime() - begun) / 1000);
            answer.with("interrupted", Thread.interrupted());
            Failure.describe(thrown, answer);
            return answer;
        }
        return answer.with("micros", (System.nanoTime() - begun) / 1000).with("interrupted", Thread.interrupted());
    }

    /** Every thread makes its calls one after the other; all begin together. */
    private Line makeMany(Line command) throws Exception {
        int threads = command.number("threads", 1);
        int times = command.number("times", 1);
        DrivenClient client = clients.get(command);
        Map<String, Integer> outcomes = new TreeMap<>();
        AtomicLong slowest = new AtomicLong();
        CyclicBarrier together = new CyclicBarrier(threads);
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = new Thread(
                    () -> {
                        try {
                            together.await();
                            for (int n = 0; n < times; n++) {
                                Line answer = timed(client.prepare(command));
                                slowest.accumulateAndGet(Long.parseLong(answer.require("micros")), Math::max);
                                count(outcomes, answer.get("status", answer.get("failure", "nothing")));
                            }
                        } catch (Exception e) {
                            count(outcomes, "driver: " + e);
                        }
                    },
                    "caller-" + i);
            all[i].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return new Line().withAll("count.", outcomes).with("slowest", slowest);
    }

    private static void count(Map<String, Integer> outcomes, String outcome) {
        synchronized (outcomes) {
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }

    void interrupt(Line command) {
        Running call = find(command);
        if (call != null) {
            call.thread.interrupt();
        }
    }

    void cancel(Line command) {
        Running call = find(command);
        if (call != null) {
            call.call.cancel();
        }
    }

    private @Nullable Running find(Line command) {
        return running.get(command.require("call"));
    }

    private static final class Running {
        final Thread thread;
        final DrivenClient.Call call;

        Running(Thread thread, DrivenClient.Call call) {
            this.thread = thread;
            this.call = call;
        }
    }
}
