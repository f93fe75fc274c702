package io.resil.agent.weave;

import java.util.Arrays;

/**
 * Where the instructions of a method are once something was inserted: before the first, and before each return. Not
 * thread-safe.
 *
 * <p>All that is inserted is a multiple of four bytes long, so that a switch keeps its padding (JVMS 6.5, tableswitch).
 */
final class Positions {

    private final int beforeFirst;
    private final int beforeReturn;
    private int[] returns = new int[8];
    private int count;

    /** How many bytes are inserted where. */
    Positions(int beforeFirst, int beforeReturn) {
        this.beforeFirst = beforeFirst;
        this.beforeReturn = beforeReturn;
    }

    /** In the order in which they are in the method. */
    void addReturn(int position) {
        if (count == returns.length) {
            returns = Arrays.copyOf(returns, 2 * count);
        }
        returns[count++] = position;
    }

    /**
     * Who jumped to a return comes to what is inserted before it.
     *
     * @param old of an instruction, or the end of the method
     */
    int of(int old) {
        int before = 0;
        while (before < count && returns[before] < old) {
            before++;
        }
        return beforeFirst + old + before * beforeReturn;
    }
}
