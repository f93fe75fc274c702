package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatusSetTest {

    @Test
    void noneContainsNothing() {
        for (int status = -1; status <= 600; status++) {
            assertFalse(StatusSet.NONE.contains(status));
        }
        assertEquals("[]", StatusSet.NONE.toString());
    }

    @Test
    void rangeContainsBothItsEnds() {
        StatusSet set = StatusSet.NONE.withRange(500, 599);
        assertTrue(set.contains(500));
        assertTrue(set.contains(599));
        assertFalse(set.contains(499));
        assertFalse(set.contains(600));
    }

    @Test
    void statusThatNobodySentIsInNoSet() {
        StatusSet set = StatusSet.NONE.withRange(100, 599);
        assertFalse(set.contains(0));
        assertFalse(set.contains(-1));
        assertFalse(set.contains(Integer.MIN_VALUE));
        assertFalse(set.contains(Integer.MAX_VALUE));
    }

    @Test
    void setStaysAsItIsWhenAnotherIsMadeOfIt() {
        StatusSet few = StatusSet.of(429);
        StatusSet more = few.withRange(500, 599);
        assertFalse(few.contains(503));
        assertTrue(more.contains(429));
        assertTrue(more.contains(503));
    }

    @Test
    void isShownAsItIsWritten() {
        assertEquals(
                "[404, 429, 500-599]",
                StatusSet.of(429, 404).withRange(500, 599).toString());
        assertEquals("[429-431]", StatusSet.of(430, 431, 429).toString());
    }

    @Property
    void containsExactlyWhatWasPutIn(@ForAll Set<@IntRange(min = 100, max = 599) Integer> statuses) {
        StatusSet set =
                StatusSet.of(statuses.stream().mapToInt(Integer::intValue).toArray());
        for (int status = 0; status <= 700; status++) {
            assertEquals(statuses.contains(status), set.contains(status));
        }
    }
}
