package io.resil.conformance.concurrency;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Has threads run random operations of a class at once, and looks whether all that they returned could have been returned
 * by its specification, which a single thread runs in some order.
 */
public final class Linearizability {

    /** How many scenarios are tried, each in many schedules: few in the ordinary build. */
    private static final int SCENARIOS = Integer.getInteger("concurrency.scenarios", 5);

    private static final int THREADS = 3;
    private static final int OPERATIONS = 3;
    private static final int SCHEDULES = 200;
    private static final int RUNS = 1000;

    private Linearizability() {}

    /**
     * Steers the threads through schedules, with a switch at any access to shared memory.
     *
     * @param subject has a constructor without parameters, and operations
     * @param specification the same operations, written for one thread
     */
    public static void modelCheck(Class<?> subject, Class<?> specification) {
        check(new ModelCheckingOptions().invocationsPerIteration(SCHEDULES), subject, specification);
    }

    /** Lets the threads loose. */
    public static void stress(Class<?> subject, Class<?> specification) {
        check(new StressOptions().invocationsPerIteration(RUNS), subject, specification);
    }

    private static void check(Options<?, ?> options, Class<?> subject, Class<?> specification) {
        options.threads(THREADS);
        options.actorsPerThread(OPERATIONS);
        options.actorsBefore(2);
        options.actorsAfter(2);
        options.iterations(SCENARIOS);
        options.sequentialSpecification(specification);
        options.check(subject);
    }
}
