package io.resil.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service: workers, and a queue in front of them that is served in order. It does not know when a client has given up
 * waiting, so it does that client's work all the same.
 */
final class Server {

    /** For an answer that takes no work, and for a refused connection. */
    private static final long ROUND_TRIP_NANOS = 1_000_000;

    private final EventQueue events;
    private final ServerSettings settings;
    private final Chance chance;
    private final Timeline timeline;
    private final Deque<Consumer<Reply>> queue = new ArrayDeque<>();
    private final Set<Job> running = new LinkedHashSet<>();
    private int workers;
    private boolean isUp = true;

    Server(EventQueue events, ServerSettings settings, Chance chance, Timeline timeline) {
        this.events = events;
        this.settings = settings;
        this.chance = chance;
        this.timeline = timeline;
        this.workers = settings.workers();
    }

    boolean isUp() {
        return isUp;
    }

    /** A request arrives. */
    void request(Work work, Consumer<Reply> client) {
        timeline.requestArrived(events.nanos());
        if (!isUp) {
            answerAtOnce(client, Reply.REFUSED);
        } else if (work == Work.CACHED) {
            answerAtOnce(client, Reply.DONE);
        } else if (running.size() >= workers && queue.size() >= settings.queueLimit()) {
            answerAtOnce(client, Reply.BUSY);
        } else {
            queue.add(client);
            work();
        }
    }

    private void answerAtOnce(Consumer<Reply> client, Reply reply) {
        events.schedule(ROUND_TRIP_NANOS, () -> client.accept(reply));
    }

    private void work() {
        while (running.size() < workers) {
            Consumer<Reply> next = settings.order() == Order.OLDEST_FIRST ? queue.poll() : queue.pollLast();
            if (next == null) {
                return;
            }
            Job job = new Job(next);
            running.add(job);
            events.schedule(chance.exponential(settings.meanWorkNanos()), job);
        }
    }

    /** So much of its workers are there from now on, 0 to 1. Those above finish what they have begun. */
    void setCapacity(double share) {
        workers = (int) Math.round(settings.workers() * share);
        work();
    }

    /** Its process ends, and with it all that it had accepted. */
    void crash() {
        isUp = false;
        for (Job job : running) {
            job.reset();
        }
        running.clear();
        for (Consumer<Reply> client : queue) {
            answerAtOnce(client, Reply.RESET);
        }
        queue.clear();
    }

    void restart() {
        isUp = true;
    }

    /** One request at a worker. */
    private final class Job implements Runnable {

        private @Nullable Consumer<Reply> client;

        Job(Consumer<Reply> client) {
            this.client = client;
        }

        void reset() {
            Consumer<Reply> lost = client;
            client = null;
            if (lost != null) {
                answerAtOnce(lost, Reply.RESET);
            }
        }

        @Override
        public void run() {
            Consumer<Reply> served = client;
            if (served != null) {
                running.remove(this);
                served.accept(Reply.DONE);
                work();
            }
        }
    }
}
