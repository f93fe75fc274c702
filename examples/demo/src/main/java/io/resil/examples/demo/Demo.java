package io.resil.examples.demo;

import io.resil.examples.demo.Breaker.Reading;
import io.resil.examples.demo.Chat.Answer;
import io.resil.examples.demo.Screen.Voice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs both sides through all phases, side by side in time, and judges the difference. */
public final class Demo {

    private static final int DIFFERENCE_SHOWN = 0;
    private static final int DIFFERENCE_MISSING = 1;
    private static final int COULD_NOT_RUN = 2;

    /** Chroma's limits in this demo; production's are in resil.yaml. */
    private static final List<String> SHORTER =
            List.of("-Dresil.services.chroma.timeout=1500ms", "-Dresil.services.chroma.breaker.recovery-timeout=4s");

    private static final List<String> REMARKS = List.of(
            "A refused connection keeps nobody waiting: there the agent spares Chroma, and bridges a short restart.",
            "A hung one took every thread of the backend without the agent: it answers nobody until it is restarted.",
            "POST /query is sent again only if it was never sent: refused, yes; swallowed, no. While Chroma refuses,",
            "requests are counted by the agent and by the backend's log, else by Chroma itself.");

    private final Path root;
    private final Screen screen;

    private Demo(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    /** @param args the root of the project; then {@code colour} if the output is to be coloured */
    public static void main(String[] args) {
        // Shorter than the 30 s after which the JDK's server drops an idle connection: no question must race with that.
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, args.length > 1 && args[1].equals("colour"));
        int exit;
        try {
            exit = new Demo(Path.of(args[0]).toAbsolutePath(), screen).run();
        } catch (Exception e) {
            screen.plain("demo: could not run to its end: " + (e.getMessage() == null ? e : e.getMessage()));
            exit = COULD_NOT_RUN;
        }
        System.exit(exit);
    }

    private int run() throws Exception {
        introduce();
        Ports ports = new Ports();
        try (Side without = Side.start(Voice.WITHOUT, root, List.of(), screen, ports);
                Side with = Side.start(Voice.WITH, root, agentOptions(), screen, ports);
                Breaker breaker = Breaker.of(with.pid())) {
            with.watchedBy(breaker);
            warmUp(without);
            warmUp(with);
            return play(without, with, breaker);
        }
    }

    private int play(Side without, Side with, Breaker breaker) throws Exception {
        List<Side> sides = List.of(without, with);
        try (Watch watch = new Watch(breaker, screen)) {
            for (Side side : sides) {
                side.traffic().start();
            }
            for (Phase phase : Phase.values()) {
                play(phase, sides, watch);
                sum(phase, without, with, breaker);
            }
            for (Side side : sides) {
                side.traffic().stop();
            }
            return judge(without.finish(), with.finish(), watch);
        }
    }

    private void introduce() {
        screen.plain(
                "One backend, run twice at the same time: without the agent and with it, each with services of its own.");
        screen.plain(Traffic.USERS + " users each ask a question every " + Traffic.EVERY.toSeconds()
                + " s, whether the last was answered or not, and give up after " + Traffic.PATIENCE.toSeconds()
                + " s.");
        screen.plain("Shorter than in production, to save your time: Chroma's timeout is 1.5 s instead of 15 s, the");
        screen.plain(
                "recovery time of its breaker 4 s instead of 60 s. The rest is examples/legacy-backend/resil.yaml.");
        screen.plain("Logs: target/demo");
    }

    private List<String> agentOptions() {
        Path agent = root.resolve("agent/target/resil-agent.jar");
        Path configuration = root.resolve("examples/legacy-backend/resil.yaml");
        return Stream.concat(Stream.of("-javaagent:" + agent + "=" + configuration), SHORTER.stream())
                .toList();
    }

    private static void warmUp(Side side) throws Exception {
        for (int i = 0; i < 20; i++) {
            int status = side.traffic().askOnce();
            if (status != 200) {
                throw new IOException("a backend answered " + status + " though all its services are up");
            }
        }
    }

    private void play(Phase phase, List<Side> sides, Watch watch) throws IOException, InterruptedException {
        screen.title(phase.title + " (" + phase.length.toSeconds() + " s)");
        watch.enter(phase);
        for (Side side : sides) {
            side.enter(phase);
        }
        TimeUnit.NANOSECONDS.sleep(phase.length.toNanos());
        for (Side side : sides) {
            side.leave(phase);
        }
    }

    private void sum(Phase phase, Side without, Side with, Breaker breaker) throws IOException {
        if (screen.heldBack() > 0) {
            screen.plain("           ... and " + screen.heldBack() + " more lines of these kinds");
        }
        screen.say(Voice.WITHOUT, summary(without.traffic().ended(phase)));
        screen.say(Voice.WITH, summary(with.traffic().ended(phase)));
        Reading reading = breaker.read();
        screen.say(
                Voice.JMX,
                "State " + Watch.describe(reading) + "; since the start " + reading.attempts() + " requests sent, "
                        + reading.retries() + " of them retries, " + reading.rejections() + " rejected");
    }

    private static String summary(List<Chat> ended) {
        long complete =
                ended.stream().filter(chat -> chat.answer() == Answer.COMPLETE).count();
        long manual = ended.stream()
                .filter(chat -> chat.answer() == Answer.FROM_MANUAL)
                .count();
        long none = ended.stream().filter(chat -> !chat.isAnswered()).count();
        double slowest = ended.stream()
                        .filter(Chat::isAnswered)
                        .mapToLong(Chat::nanos)
                        .max()
                        .orElse(0)
                / 1e9;
        return String.format(
                Locale.ROOT,
                "%d complete answers, %d from the manual, %d users gave up; slowest answer %s",
                complete,
                manual,
                none,
                slowest == 0 ? "-" : String.format(Locale.ROOT, "%.2f s", slowest));
    }

    private int judge(Outcome without, Outcome with, Watch watch) {
        screen.title("The same traffic, the same outages");
        Table.of(without, with).forEach(screen::plain);
        screen.plain("");
        REMARKS.forEach(screen::plain);
        List<String> failings = Verdict.of(without, with, watch::saw);
        screen.plain("");
        if (failings.isEmpty()) {
            screen.plain(screen.paint("32", "The difference is there: with the agent every user was answered."));
            return DIFFERENCE_SHOWN;
        }
        failings.forEach(failing -> screen.plain(screen.paint("31", "NOT SHOWN: " + failing)));
        return DIFFERENCE_MISSING;
    }
}
