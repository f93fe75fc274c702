package io.resil.agent.breaker;

import io.resil.agent.call.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

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

    /** So many are compared for one to go: all would be a thousand, for each call where origins come and go. */
    private static final int COMPARED = 32;

    private final int most;
    private final Maker maker;
    private final ConcurrentMap<Origin, OriginBreaker> places = new ConcurrentHashMap<>();
    private final OriginBreaker rest;

    /** The origins that have a place, in no order; guarded by the lock. */
    private final List<Origin> taken = new ArrayList<>();
    /** Which of them was compared last; guarded by the lock. */
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
                gone = places.size() < most ? null : retireOne(now);
                came = places.size() < most ? maker.make(origin.toString(), begin, now) : null;
                place = came == null ? rest : came;
            }
            place.enter(now);
            if (came != null) {
                places.put(origin, came);
                taken.add(origin);
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
     * Null when each has calls under way. Calls go on meanwhile, and one that leaves a place behind us for one before us is
     * seen in both; so all that seem taken in one look may be taken by fewer.
     */
    private @Nullable OriginBreaker retireOne(long now) {
        OriginBreaker retired = null;
        for (int look = 0; look < LOOKS && retired == null; look++) {
            int first = mostDispensable(now);
            if (first >= 0 && at(first).tryRetire()) {
                retired = places.remove(taken.get(first));
                taken.set(first, taken.get(taken.size() - 1));
                taken.remove(taken.size() - 1);
            }
        }
        return retired;
    }

    /**
     * Of some, whose turn it is, and of all where none of those is idle and has nothing to remember. Negative when each has
     * calls under way.
     */
    private int mostDispensable(long now) {
        int first = -1;
        for (int compared = 0; compared < taken.size() && (compared < COMPARED || !isReady(first)); compared++) {
            turn = (turn + 1) % taken.size();
            boolean isBetter = first < 0 || at(turn).isMoreDispensable(at(first), now);
            if (isBetter && at(turn).isIdle()) {
                first = turn;
            }
        }
        return first;
    }

    private boolean isReady(int index) {
        return index >= 0 && at(index).breaker().isUnharmed();
    }

    private OriginBreaker at(int index) {
        return Objects.requireNonNull(places.get(taken.get(index)));
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
