package io.resil.examples.demo;

/** Which states of a breaker were seen, phase by phase. */
@FunctionalInterface
interface StatesSeen {
    boolean saw(Phase phase, String state);
}
