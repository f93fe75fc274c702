package io.resil.simulation;

import java.util.SplittableRandom;

/** Random draws that repeat exactly for the same seed, on every machine. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Another source of draws, independent of how many are made here. */
    Chance split() {
        return new Chance(random.split());
    }

    /** Evenly from [0, 1). */
    double even() {
        return random.nextDouble();
    }

    /** One of 0 to n - 1. */
    int oneOf(int n) {
        return random.nextInt(n);
    }

    /** Exponentially distributed: times between arrivals that know nothing of each other, times of service. */
    long exponential(double mean) {
        return (long) (-mean * StrictMath.log(1 - random.nextDouble()));
    }
}
