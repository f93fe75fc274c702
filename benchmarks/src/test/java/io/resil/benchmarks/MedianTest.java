package io.resil.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleOneBetweenTheBoundsOfTheMiddleHalf() {
        assertEquals(new Median(3, 2, 4, 5), Median.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0)));
    }

    @Test
    void liesBetweenTheTwoInTheMiddle() {
        assertEquals(new Median(1.5, 1.25, 1.75, 2), Median.of(List.of(2.0, 1.0)));
    }

    @Test
    void ofNothingIsNoNumber() {
        assertTrue(Double.isNaN(Median.of(List.of()).median()));
    }

    @Test
    void overAnotherSpreadsAsTheTwoTogether() {
        Median ours = new Median(2, 1, 3, 10);
        Median theirs = new Median(4, 2, 8, 9);
        assertEquals(new Median(0.5, 0.125, 1.5, 9), ours.over(theirs));
    }
}
