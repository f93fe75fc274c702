package io.resil.agent.web;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The metrics, in the format that is asked for: OpenMetrics to whoever takes it, else the text of Prometheus. */
final class Metrics {

    /** Without the time of creation of each counter: it is that of the JVM, and would double the lines. */
    private static final ExpositionFormatWriter OPEN_METRICS = new OpenMetricsTextFormatWriter(false, false);

    private static final ExpositionFormatWriter PROMETHEUS =
            PrometheusTextFormatWriter.builder().build();

    private Metrics() {}

    static Reply of(StatusView view, @Nullable String accept) throws IOException {
        ExpositionFormatWriter format = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : PROMETHEUS;
        MetricSnapshots metrics =
                MetricsOf.agent(view.snapshot(), view.unmatchedHosts().size());
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
        // none of our names needs it
        format.write(text, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
        return new Reply(200, format.getContentType(), text.toByteArray());
    }
}
