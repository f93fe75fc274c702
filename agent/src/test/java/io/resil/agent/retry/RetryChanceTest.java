package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The chance by which waits are spread in production. */
class RetryChanceTest {

    @Test
    void drawsSomethingElseEachTimeFromZeroToOne() {
        Set<Double> drawn =
                DoubleStream.generate(Retry.RANDOM).limit(1000).boxed().collect(Collectors.toSet());
        assertTrue(drawn.size() > 900, "different ones: " + drawn.size());
        assertTrue(drawn.stream().allMatch(one -> one >= 0 && one < 1));
    }
}
