package io.resil.benchmarks.guard;

import io.resil.benchmarks.Median;

/** What was measured of us, over what was measured of a peer or of the bare client in the same run. */
public record Ratio(Better better, Median measured) {

    private static final double NOISE = 0.1;

    /**
     * Worse than another by a tenth at least, and the middle halves of the two apart. Two runs of the same on a shared machine
     * differ by up to a tenth though each by itself spreads less, so apart is not enough; and what spreads by more
     * than a tenth is in the other's half every so often, so a tenth is not.
     */
    boolean isWorseThan(Ratio other) {
        return better.loss(other.measured.median(), measured.median()) > NOISE * Math.abs(other.measured.median())
                && better.loss(other.worst(), best()) > 0;
    }

    private double best() {
        return better == Better.LOWER ? measured.lower() : measured.upper();
    }

    private double worst() {
        return better == Better.LOWER ? measured.upper() : measured.lower();
    }
}
