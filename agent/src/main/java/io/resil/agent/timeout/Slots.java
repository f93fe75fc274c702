package io.resil.agent.timeout;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps things in no order, as many as there are at once. To put one in and to take it out again is one compare-and-set
 * each, on memory that other threads seldom touch, and allocates nothing: what a queue ordered by time, behind one lock,
 * cannot offer to what is nearly always taken out long before its time.
 *
 * <p>Tables of slots, each twice as large as the one before, added when those there are too full, and kept. Thread-safe
 * and, but for the adding, without locks.
 */
final class Slots<T> {

    /** The slots of one thread in the first table: a line or two of memory, for calls that block there are enough. */
    private static final int OF_A_THREAD = 16;

    private static final int FIRST_SIZE_BITS = 8;
    private static final int FIRST_SIZE = 1 << FIRST_SIZE_BITS;

    /** In a table that is half full, all tries meet a taken slot once in four billion times. */
    private static final int TRIES = 32;

    private volatile Table<T>[] tables = tables(0);

    private static final class Table<T> extends AtomicReferenceArray<@Nullable T> {
        private static final long serialVersionUID = 1; // never serialized

        Table(int size) {
            super(size);
        }
    }

    Slots() {
        grow(tables);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of tables of T, and of nothing else
    private static <T> Table<T>[] tables(int count) {
        return new Table[count];
    }

    /**
     * @return where it is, for {@link #remove}
     */
    int put(T thing) {
        while (true) {
            Table<T>[] present = tables;
            int home = ((int) Thread.currentThread().getId() * OF_A_THREAD) & (FIRST_SIZE - 1);
            int slot = put(thing, present[0], home, OF_A_THREAD);
            for (int i = 1; slot < 0 && i < present.length; i++) {
                slot = put(thing, present[i], ThreadLocalRandom.current().nextInt(), TRIES);
                slot = slot < 0 ? slot : slot + offset(i);
            }
            if (slot >= 0) {
                return slot;
            }
            grow(present);
        }
    }

    private static <T> int put(T thing, Table<T> table, int from, int tries) {
        int mask = table.length() - 1;
        for (int i = 0; i < tries; i++) {
            int slot = (from + i) & mask;
            if (table.get(slot) == null && table.compareAndSet(slot, null, thing)) {
                return slot;
            }
        }
        return -1;
    }

    private synchronized void grow(Table<T>[] full) {
        if (tables == full) {
            Table<T>[] more = tables(full.length + 1);
            System.arraycopy(full, 0, more, 0, full.length);
            more[full.length] = new Table<>(FIRST_SIZE << full.length);
            tables = more;
        }
    }

    /** The slots of the tables before this one. */
    private static int offset(int table) {
        return (FIRST_SIZE << table) - FIRST_SIZE;
    }

    /**
     * Takes it out, if it is still in there.
     *
     * @param slot where it was put
     */
    boolean remove(int slot, T thing) {
        int table = 31 - Integer.numberOfLeadingZeros((slot >>> FIRST_SIZE_BITS) + 1);
        return tables[table].compareAndSet(slot - offset(table), thing, null);
    }

    /** Shows everything that is in there throughout, and perhaps what comes or goes meanwhile. */
    void forEach(Visitor<T> visitor) {
        Table<T>[] present = tables;
        for (int i = 0; i < present.length; i++) {
            int offset = offset(i);
            for (int slot = 0; slot < present[i].length(); slot++) {
                T thing = present[i].get(slot);
                if (thing != null) {
                    visitor.visit(offset + slot, thing);
                }
            }
        }
    }

    /** What is done with each. */
    interface Visitor<T> {
        void visit(int slot, T thing);
    }
}
