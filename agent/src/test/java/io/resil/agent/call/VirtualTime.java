package io.resil.agent.call;

import io.resil.agent.timeout.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock whose hands a test turns. What is due meanwhile runs in order, on the thread of the test. */
public final class VirtualTime implements Ticker, Waiting, Timers {

    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private long scheduled;

    public VirtualTime() {
        this(0);
    }

    public VirtualTime(long startNanos) {
        now = startNanos;
    }

    @Override
    public long nanos() {
        return now;
    }

    public void pass(Duration time) {
        passNanos(time.toNanos());
    }

    public void passNanos(long nanos) {
        long end = now + nanos;
        for (Task next = nextUntil(end); next != null; next = nextUntil(end)) {
            tasks.remove(next);
            now = next.due - now > 0 ? next.due : now;
            next.work.run();
        }
        now = end;
    }

    private Task nextUntil(long end) {
        return tasks.stream()
                .filter(task -> task.due - end <= 0)
                .min(Comparator.<Task>comparingLong(task -> task.due - now).thenComparing(task -> task.order))
                .orElse(null);
    }

    @Override
    public Cancel schedule(long nanos, Runnable work) {
        Task task = new Task(now + nanos, scheduled++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    @Override
    public void set(Alarm alarm, long from, long nanos) {
        tasks.add(new Task(from + nanos, scheduled++, alarm));
    }

    @Override
    public boolean forget(Alarm alarm) {
        return tasks.removeIf(task -> task.work == alarm);
    }

    @Override
    public Cancel after(long nanos, Runnable work) {
        return schedule(nanos, work);
    }

    @Override
    public void run(Runnable work) {
        work.run();
    }

    /** What is scheduled and neither done nor cancelled. */
    public int pending() {
        return tasks.size();
    }

    /** How often anything was scheduled. */
    public long scheduled() {
        return scheduled;
    }

    /** By identity: two tasks may be alike. */
    private static final class Task {
        final long due;
        final long order;
        final Runnable work;

        Task(long due, long order, Runnable work) {
            this.due = due;
            this.order = order;
            this.work = work;
        }
    }
}
