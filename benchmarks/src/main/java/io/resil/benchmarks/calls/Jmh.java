package io.resil.benchmarks.calls;

import io.resil.benchmarks.Results;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How JMH is run here, and what is read from it: nanoseconds, of the processor and from beginning to end, and bytes per
 * call.
 */
public final class Jmh {

    public static final String CPU = CpuProfiler.LABEL;
    public static final String BYTES = "gc.alloc.rate.norm";

    static final int FORKS = 2;
    static final int ITERATIONS = 5;

    private Jmh() {}

    /** @param name of the file that JMH itself writes, beside ours */
    public static ChainedOptionsBuilder options(String name, int threads) throws IOException {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(threads)
                .forks(FORKS)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds(400))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .jvmArgsAppend("-Dcsp.sentinel.log.dir=" + System.getProperty("csp.sentinel.log.dir", "target"))
                .resultFormat(ResultFormatType.JSON)
                .result(Results.target().resolve(name + "-jmh.json").toString());
    }

    /** Nanoseconds from the beginning of a call to its end, one value for each iteration. */
    public static List<Double> times(@Nullable RunResult result) {
        return iterations(result)
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    /** One value for each iteration. JMH decorates the names of what its profilers measure. */
    public static List<Double> values(@Nullable RunResult result, String label) {
        return iterations(result)
                .map(IterationResult::getSecondaryResults)
                .flatMap(secondary -> secondary.entrySet().stream())
                .filter(entry -> entry.getKey().endsWith(label))
                .map(Map.Entry::getValue)
                .flatMap(Stream::of)
                .map(Result::getScore)
                .toList();
    }

    private static Stream<IterationResult> iterations(@Nullable RunResult result) {
        return Objects.requireNonNull(result).getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream);
    }
}
