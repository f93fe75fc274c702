package io.resil.agent.web;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.resil.agent.stats.AttemptTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All values of one metric, while they are put together. Not thread-safe. */
abstract class Family<P extends DataPointSnapshot> {

    /** What the library takes for "not known": the time of creation. */
    private static final long NO_TIME = 0;

    final MetricMetadata metadata;
    final List<P> points = new ArrayList<>();

    private Family(String name, String help) {
        this.metadata = new MetricMetadata(name, help);
    }

    abstract MetricSnapshot snapshot();

    /** One that is always 1 and says everything in its labels; {@code _info} is added to its name. */
    static MetricSnapshot info(String name, String help, Labels labels) {
        return new InfoSnapshot(
                new MetricMetadata(name, help), Collections.singletonList(new InfoDataPointSnapshot(labels)));
    }

    /** {@code _total} is added to their name. */
    static final class Counters extends Family<CounterDataPointSnapshot> {

        Counters(String name, String help) {
            super(name, help);
        }

        Counters with(long value, Labels labels) {
            return with((double) value, labels);
        }

        Counters with(double value, Labels labels) {
            points.add(new CounterDataPointSnapshot(value, labels, null, NO_TIME));
            return this;
        }

        @Override
        MetricSnapshot snapshot() {
            return new CounterSnapshot(metadata, points);
        }
    }

    static final class Gauges extends Family<GaugeDataPointSnapshot> {

        Gauges(String name, String help) {
            super(name, help);
        }

        Gauges with(long value, Labels labels) {
            return with((double) value, labels);
        }

        Gauges with(double value, Labels labels) {
            points.add(new GaugeDataPointSnapshot(value, labels, null));
            return this;
        }

        @Override
        MetricSnapshot snapshot() {
            return new GaugeSnapshot(metadata, points);
        }
    }

    /** A line for each state there is, 1 for the one it is in. */
    static final class StateSets extends Family<StateSetDataPointSnapshot> {

        private final String[] states;

        StateSets(String name, String help, String[] states) {
            super(name, help);
            this.states = states;
        }

        void with(String state, Labels labels) {
            boolean[] in = new boolean[states.length];
            for (int i = 0; i < in.length; i++) {
                in[i] = states[i].equals(state);
            }
            points.add(new StateSetDataPointSnapshot(states.clone(), in, labels));
        }

        @Override
        MetricSnapshot snapshot() {
            return new StateSetSnapshot(metadata, points);
        }
    }

    /** Count and sum. */
    static final class Summaries extends Family<SummaryDataPointSnapshot> {

        Summaries(String name, String help) {
            super(name, help);
        }

        void with(long count, double sum, Labels labels) {
            points.add(new SummaryDataPointSnapshot(count, sum, Quantiles.EMPTY, labels, Exemplars.EMPTY, NO_TIME));
        }

        @Override
        MetricSnapshot snapshot() {
            return new SummarySnapshot(metadata, points);
        }
    }

    static final class Histograms extends Family<HistogramDataPointSnapshot> {

        /** In seconds. */
        private static final double[] BOUNDS = {
            0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
        };

        Histograms(String name, String help) {
            super(name, help);
        }

        void with(AttemptTimes times, Labels labels) {
            AttemptTimes.Buckets buckets = times.in(BOUNDS);
            points.add(new HistogramDataPointSnapshot(
                    ClassicHistogramBuckets.of(BOUNDS, buckets.counts), buckets.sum, labels, Exemplars.EMPTY, NO_TIME));
        }

        @Override
        MetricSnapshot snapshot() {
            return new HistogramSnapshot(metadata, points);
        }
    }
}
