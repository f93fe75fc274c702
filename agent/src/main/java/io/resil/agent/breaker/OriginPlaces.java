package io.resil.agent.breaker;

import io.resil.agent.call.Origin;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * So many origins at most, each with its breaker. A new one takes the place of an idle one; when every origin has calls
 * under way, it shares one breaker with the others that came too late. Thread-safe; a call to an origin that has a place
 * takes no lock.
 */
final class OriginPlaces {

    /** Makes the breaker of an origin. */
    interface Maker {
        OriginBreaker make(String origin, BreakerState state, long now);
    }

    private static final int LOOKS = 10;

    private static final int NONE = -1;

    /** So many are compared for one to go: all would be a thousand, for each call where origins come and go. */
    private static final int COMPARED = 32;

    private final int most;
    private final Maker maker;
    private final ConcurrentMap<Origin, OriginBreaker> places = new ConcurrentHashMap<>();
    private final OriginBreaker rest;

    /** The same, each in its seat, by which they take turns; guarded by the lock. */
    private final List<Map.Entry<Origin, OriginBreaker>> seats = new ArrayList<>();
    /** From which seat on the next one to go is looked for; guarded by the lock. */
    private int turn;

    /** Only adding and removing hold it, and setting the state to begin in, never anything that blocks. */
    private final Object lock = new Object();

    private BreakerState begin = BreakerState.CLOSED;

    private volatile boolean shown = true;

    /** @param most 1 or more */
    OriginPlaces(int most, Maker maker, long now) {
        this.most = most;
        this.maker = maker;
        this.rest = maker.make("further origins", begin, now);
    }

    /**
     * The place of the origin, in which a call has begun, that has to {@linkplain OriginBreaker#leave leave} it.
     *
     * @param now {@link io.resil.agent.call.Ticker} nanoseconds
     */
    OriginBreaker enter(Origin origin, long now) {
        OriginBreaker present = places.get(origin);
        return present != null && present.enter(now) ? present : enterNew(origin, now);
    }

    private OriginBreaker enterNew(Origin origin, long now) {
        OriginBreaker gone = null;
        OriginBreaker came = null;
        OriginBreaker place;
        synchronized (lock) {
            place = places.get(origin);
            if (place == null) {
                boolean isFull = seats.size() == most;
                int seat = isFull ? vacated(now) : seats.size();
                if (seat != NONE) {
                    gone = isFull ? seats.get(seat).getValue() : null;
                    came = maker.make(origin.toString(), begin, now);
                    Map.Entry<Origin, OriginBreaker> taken = new SimpleImmutableEntry<>(origin, came);
                    if (isFull) {
                        seats.set(seat, taken);
                    } else {
                        seats.add(taken);
                    }
                }
                place = came == null ? rest : came;
            }
            place.enter(now);
            if (came != null) {
                places.put(origin, came);
            }
        }
        if (gone != null) {
            gone.watch.gone();
        }
        if (came != null && shown) {
            came.watch.came(came.breaker());
            if (!shown) {
                came.watch.gone(); // hidden meanwhile, by a thread that may have seen it before it came
            }
        }
        return place;
    }

    /** Who watches the origins hears of them. */
    void show() {
        shown = true;
        for (OriginBreaker each : present()) {
            each.watch.came(each.breaker());
        }
    }

    /** They are gone to who watches them, and calls go on as before. */
    void hide() {
        shown = false;
        for (OriginBreaker each : present()) {
            each.watch.gone();
        }
    }

    /**
     * The seat of one that was retired; {@link #NONE} when each has calls under way. Calls go on meanwhile, and one that
     * leaves a place behind us for one before us is seen in both; so all that seem taken in one look may be taken by fewer.
     */
    private int vacated(long now) {
        for (int look = 0; look < LOOKS; look++) {
            int first = mostDispensable(now);
            if (first != NONE && seats.get(first).getValue().tryRetire()) {
                places.remove(seats.get(first).getKey());
                turn = (first + 1) % seats.size();
                return first;
            }
        }
        return NONE;
    }

    /**
     * Of the next few, and of all where none of those is idle and has nothing to remember; {@link #NONE} when each has calls
     * under way.
     */
    private int mostDispensable(long now) {
        int seat = NONE;
        OriginBreaker first = null;
        for (int i = 0;
                i < seats.size()
                        && (i < COMPARED || first == null || !first.breaker().isUnharmed());
                i++) {
            int next = (turn + i) % seats.size();
            OriginBreaker each = seats.get(next).getValue();
            boolean isBetter = first == null || each.isMoreDispensable(first, now);
            if (isBetter && each.isIdle()) {
                seat = next;
                first = each;
            }
        }
        return seat;
    }

    /** Where calls end up that have no place. */
    OriginBreaker rest() {
        return rest;
    }

    /** Those that have a place now. */
    List<OriginBreaker> present() {
        return new ArrayList<>(places.values());
    }

    /** Has later origins begin in a state; returns all that are there already, the shared one included. */
    List<OriginBreaker> beginIn(BreakerState state) {
        synchronized (lock) {
            begin = state;
            return all();
        }
    }

    /** The state that later origins begin in. */
    BreakerState begin() {
        synchronized (lock) {
            return begin;
        }
    }

    /** All that are there, the shared one included. Waits for one that is just being made. */
    List<OriginBreaker> all() {
        synchronized (lock) {
            List<OriginBreaker> all = present();
            all.add(rest);
            return all;
        }
    }
}
