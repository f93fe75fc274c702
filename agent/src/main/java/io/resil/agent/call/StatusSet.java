package io.resil.agent.call;

import java.util.BitSet;

/** A set of HTTP statuses, 100 to 599. Immutable. */
public final class StatusSet {

    public static final StatusSet NONE = new StatusSet(new BitSet());

    private final BitSet statuses;

    private StatusSet(BitSet statuses) {
        this.statuses = statuses;
    }

    /** Of single statuses. */
    public static StatusSet of(int... statuses) {
        StatusSet set = NONE;
        for (int status : statuses) {
            set = set.withRange(status, status);
        }
        return set;
    }

    /** This set and all from {@code first} to {@code last}, both included. */
    public StatusSet withRange(int first, int last) {
        BitSet both = (BitSet) statuses.clone();
        both.set(first, last + 1);
        return new StatusSet(both);
    }

    public boolean contains(int status) {
        return status >= 0 && statuses.get(status);
    }

    /** As it is written in a configuration: {@code [429, 500-599]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int first = statuses.nextSetBit(0); first >= 0; ) {
            int last = statuses.nextClearBit(first) - 1;
            text.append(text.length() > 1 ? ", " : "").append(first);
            if (last > first) {
                text.append('-').append(last);
            }
            first = statuses.nextSetBit(last + 1);
        }
        return text.append(']').toString();
    }
}
