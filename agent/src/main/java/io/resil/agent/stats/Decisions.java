package io.resil.agent.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The last {@value #MOST} decisions of the whole agent. A call asks nothing of it, only a decision does. Thread-safe; its
 * lock is held for a walk through the list.
 */
public final class Decisions {

    static final int MOST = 50;

    /** Of a breaker whose probes keep failing, these alternate: opened again, half open. */
    private static final int OF_ONE_PROBE = 2;

    private final LongSupplier wallMillis;
    private final Deque<Decision> latest = new ArrayDeque<>();

    /** @param wallMillis milliseconds since 1970-01-01T00:00Z */
    public Decisions(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /**
     * Something was decided now.
     *
     * @param service its id; empty for the agent as a whole
     * @param origin {@code host:port}; empty for the service as a whole
     */
    public synchronized void add(String service, String origin, String what, String why) {
        keep(new Decision(wallMillis.getAsLong(), service, origin, what, why, 1));
    }

    /**
     * The same for what a breaker does again and again while its service stays down: it takes the place of the one before,
     * so that a night of failed probes does not push out how it began.
     */
    public synchronized void addProbing(String service, String origin, String what, String why) {
        Decision later = new Decision(wallMillis.getAsLong(), service, origin, what, why, 1);
        int ofThisBreaker = 0;
        for (Iterator<Decision> back = latest.descendingIterator(); back.hasNext() && ofThisBreaker < OF_ONE_PROBE; ) {
            Decision each = back.next();
            if (each.isOfSameBreaker(later)) {
                ofThisBreaker++;
                if (each.what.equals(what)) {
                    back.remove();
                    keep(each.again(later));
                    return;
                }
            }
        }
        keep(later);
    }

    private void keep(Decision decision) {
        if (latest.size() == MOST) {
            latest.removeFirst();
        }
        latest.addLast(decision);
    }

    /** Newest last. */
    public synchronized List<Decision> latest() {
        return new ArrayList<>(latest);
    }
}
