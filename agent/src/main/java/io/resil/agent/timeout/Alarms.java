package io.resil.agent.timeout;

import io.resil.agent.call.Alarm;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread that runs tasks when they are due. Nearly all of them are taken back long before, so that is what it is made
 * for: a task lies in one of the {@link Slots}, nobody sorts it in, and the thread sleeps until the earliest of those it
 * saw last. It is woken only for one that is due before that. With time limits of seconds it looks at what there is
 * every few seconds, however many calls come and go.
 */
final class Alarms implements Slots.Visitor<Alarm> {

    private static final long NEVER = Long.MAX_VALUE;

    private final Slots<Alarm> slots = new Slots<>();
    private final Ticker ticker;
    private final long begin;
    private final Consumer<Throwable> faults;
    private final Thread thread;
    /** When it looks again without being woken: nanoseconds since the beginning, as all times here. */
    private volatile long wakesAt = NEVER;

    // what one look finds; of the thread alone
    private long now;
    private long earliest;
    private boolean running;

    /** @param faults takes what a task throws */
    Alarms(ThreadFactory threads, Ticker ticker, Consumer<Throwable> faults) {
        this.ticker = ticker;
        this.begin = ticker.nanos();
        this.faults = faults;
        this.thread = threads.newThread(new Runnable() {
            @Override
            public void run() {
                keepTime();
            }
        });
    }

    void start() {
        thread.start();
    }

    /** @param from what the ticker said a moment ago */
    Waiting.Cancel set(long from, long nanos, Runnable task) {
        Task alarm = new Task(task);
        set(alarm, from, nanos);
        return alarm;
    }

    /** @param from what the ticker said a moment ago */
    void set(Alarm alarm, long from, long nanos) {
        long sinceBegin = from - begin;
        long due = nanos > NEVER - sinceBegin ? NEVER : sinceBegin + Math.max(0, nanos);
        alarm.dueAt(due);
        alarm.liesAt(slots.put(alarm));
        // put first, then asked: the thread says first until when it sleeps, then looks once more
        if (due < wakesAt) {
            wakesAt = due; // so that those who come while it wakes up need not wake it too
            LockSupport.unpark(thread);
        }
    }

    /** False when it was done, or is about to be. */
    boolean forget(Alarm alarm) {
        return slots.remove(alarm.slot(), alarm);
    }

    private void keepTime() {
        while (true) {
            look(true);
            // also when that call has ended by now: else the next one would wake it again, and so would each
            long asked = wakesAt;
            long until = asked > now ? Math.min(asked, earliest) : earliest;
            wakesAt = until;
            look(false);
            if (earliest >= until) {
                sleep(until);
            }
        }
    }

    private void look(boolean runs) {
        running = runs;
        now = sinceBegin();
        earliest = NEVER;
        slots.forEach(this);
    }

    private void sleep(long until) {
        Thread.interrupted(); // a task may have left it, and with it there is no sleep
        if (until == NEVER) {
            LockSupport.park(this);
        } else {
            long left = until - sinceBegin();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    private long sinceBegin() {
        return ticker.nanos() - begin;
    }

    @Override
    public void visit(int slot, Alarm alarm) {
        if (alarm.due() > now || !running) {
            earliest = Math.min(earliest, alarm.due());
        } else if (slots.remove(slot, alarm)) {
            run(alarm);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            faults.accept(fault);
        }
    }

    private final class Task extends Alarm implements Waiting.Cancel {

        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public void cancel() {
            forget(this);
        }
    }
}
