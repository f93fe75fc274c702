package io.resil.simulation;

import io.resil.agent.call.Alarm;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import io.resil.agent.timeout.Timers;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what is scheduled runs in the order in which it is due, and no time passes but from one event to the
 * next. It is the clock of the agent's policies too. For one thread.
 */
final class EventQueue implements Ticker, Waiting, Timers {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final IdentityHashMap<Alarm, Cancel> alarms = new IdentityHashMap<>();
    private long now;
    private long scheduled;

    /** Nanoseconds since the simulation began. */
    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Cancel schedule(long nanos, Runnable task) {
        Event event = new Event(now + Math.max(0, nanos), scheduled++, task);
        events.add(event);
        return event;
    }

    @Override
    public void set(Alarm alarm, long from, long nanos) {
        alarms.put(alarm, schedule(from + nanos - now, () -> {
            alarms.remove(alarm);
            alarm.run();
        }));
    }

    @Override
    public boolean forget(Alarm alarm) {
        Cancel set = alarms.remove(alarm);
        if (set != null) {
            set.cancel();
        }
        return set != null;
    }

    @Override
    public Cancel after(long nanos, Runnable task) {
        return schedule(nanos, task);
    }

    @Override
    public void run(Runnable task) {
        schedule(0, task);
    }

    /** Runs everything that is due until then, and what that schedules. */
    void runUntil(long endNanos) {
        for (Event next = events.peek(); next != null && next.due <= endNanos; next = events.peek()) {
            events.remove();
            now = next.due;
            next.happen();
        }
        now = endNanos;
    }

    /** A cancelled one stays in the queue until it is due: cheaper than to look for it. */
    private static final class Event implements Cancel, Comparable<Event> {

        private final long due;
        private final long order;
        private @Nullable Runnable task;

        Event(long due, long order, Runnable task) {
            this.due = due;
            this.order = order;
            this.task = task;
        }

        void happen() {
            Runnable what = task;
            if (what != null) {
                what.run();
            }
        }

        @Override
        public void cancel() {
            task = null;
        }

        /** Of events at the same time, the one that was scheduled first: runs repeat exactly. */
        @Override
        public int compareTo(Event other) {
            return due == other.due ? Long.compare(order, other.order) : Long.compare(due, other.due);
        }
    }
}
