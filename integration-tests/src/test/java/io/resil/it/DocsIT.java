package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resil.it.Documents.Block;
import io.resil.it.Documents.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What README.md and docs tell users to write and to run is right: it is run here, one after the other in the same JVMs. */
@Execution(ExecutionMode.SAME_THREAD)
class DocsIT {

    /** Blocks that are not run, by their first line, and why. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("./demo ", "the build runs it, and the tests this is one of"),
            Map.entry("fallback > max-concurrent", "the order of the policies; ServiceTest has it"),
            Map.entry("[Chroma Server] ", "lines of the log; LogIT has them"),
            Map.entry("http://files:6002, Apache", "a line of UnmatchedHosts; DiscoveryIT has them"),
            Map.entry("# 12,400 calls by", "a part of a suggestion; DiscoveryIT has a whole one"),
            Map.entry("boot loader ", "a drawing"),
            Map.entry("woven method", "a drawing"),
            Map.entry("class file of the client", "a drawing"),
            Map.entry("Seam.enter -> ", "a drawing"),
            Map.entry("2026-11-24T01:12:09.114Z chroma: ", "lines of Decisions; DecisionsTest has them"),
            Map.entry("readinessProbe: ", "a line of a Kubernetes manifest; ExamplesIT reads a whole one"),
            Map.entry("java -XX:AOTCacheOutput", "WarningsIT starts with such a cache"),
            Map.entry("java -XX:ArchiveClassesAtExit", "WarningsIT starts with such an archive"),
            Map.entry("mvn test -Dresil.agent", "ExamplesIT runs it, on a copy"),
            Map.entry("mvn -P benchmarks ", "minutes of measuring, in a module of its own"),
            Map.entry("taskset -c 1 mvn -P benchmarks ", "the same on one processor"),
            Map.entry("mvn package -pl simulation", "minutes of work, in a module of its own"));

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)|!\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern SETTING = Pattern.compile("([a-z][a-z-]*):( .*)?");
    private static final Pattern BEAN = Pattern.compile("io\\.resil:type=[A-Za-z]+(,[a-z]+=[a-z0-9-]+)*");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}|LatencyMillisP\\d\\d");
    private static final Set<String> OF_THE_FILE = Set.of("mode", "log", "status", "defaults", "services");

    /** Names in backticks that look like attributes, and are classes. */
    private static final Set<String> CLASSES = Set.of(
            "ServiceUnavailableException",
            "ConnectException",
            "RestTemplate",
            "RequestConfig",
            "CircuitBreaker",
            "RouteTable",
            "ResilAgent",
            "LocalAnswer",
            "HouseTest",
            "AllocationTest",
            "EngineStart",
            "AgentStart",
            "ScheduledThreadPoolExecutor",
            "TimeLimiter",
            "ClassValue",
            "OpenReminder",
            "OpenText",
            "AttributeChangeNotification",
            "HttpCall",
            "ClassicHttpRequest",
            "InstanceNotFoundException",
            "CompletionException");

    private static final String SERVICES =
            """
            log: { target: stderr }
            defaults: { retry: none }
            services:
              chroma: { name: Chroma Server, url: 127.0.1.1 }
              filesystem: { url: 127.0.1.2 }
              billing: { url: 127.0.1.3 }
              git: { url: 127.0.1.4 }
            """;

    private static AgentJvm governed;
    private static AgentJvm plain;
    private static Path folder;

    /** A governed JVM whose chroma has failed five times, one without the agent, and the files that commands name. */
    @BeforeAll
    static void start() throws Exception {
        governed = Backend.configured(SERVICES).listed().start();
        try (Scene scene =
                new Scene(governed, () -> governed, Apache5.classic(Apache5.NEWEST), "chroma", "127.0.1.1")) {
            FaultyServer server = scene.server();
            server.goesDown();
            for (int failures = 0; failures < 6; failures++) {
                scene.get(server.url("/query")).now();
            }
        }
        plain = Backend.configured("").withoutAgent().start();
        folder = Files.createTempDirectory("docs");
        Files.writeString(folder.resolve("resil.yaml"), Documents.read("examples/legacy-backend/resil.yaml"));
        Files.writeString(
                folder.resolve("broken.yaml"),
                """
                services:
                  chroma: { url: http://chroma:6003, timeout: 5 }
                  billing:
                    url: http://billing:6004
                    token: { header: X-INTERNAL-TOKEN, file: /run/secrets/no-such-token }
                    retry: { max-retires: 2 }
                """);
    }

    @AfterAll
    static void stop() {
        Stream.of(governed, plain).filter(each -> each != null).forEach(AgentJvm::close);
    }

    // ---- commands

    @TestFactory
    List<DynamicTest> commandsWork() {
        List<Line> commands = Documents.commands("java -jar resil-agent.jar ");
        assertTrue(commands.size() >= 15, commands::toString);
        return commands.stream()
                .map(each -> dynamicTest(each.place() + " " + each.text(), () -> {
                    Program.Ended ended = run(each.text());
                    assertEquals(each.text().contains("broken.yaml") ? 1 : 0, ended.exitCode(), ended::toString);
                }))
                .toList();
    }

    private static boolean isWatch(String command) {
        return command.endsWith("--watch");
    }

    private static Program.Ended run(String command) throws Exception {
        String[] all = command.replaceFirst(" > \\S+$", "").split(" +");
        List<String> words = new ArrayList<>(List.of(all).subList(3, all.length)); // after java -jar resil-agent.jar
        if (words.get(0).equals("attach")) {
            plain.close(); // one can be attached to only once
            plain = Backend.configured("").withoutAgent().start();
        }
        AgentJvm jvm = words.get(0).equals("attach") ? plain : governed;
        words.replaceAll(word -> switch (word) {
            case "<pid>" -> String.valueOf(jvm.pid());
            case "<service>" -> "git";
            case "resil.yaml", "broken.yaml" -> folder.resolve(word).toString();
            default -> word;
        });
        Program java = CliIT.javaThatReaches()
                .environment("INTERNAL_TOKEN", "from-the-environment")
                .with("-jar", AgentJvm.agentJar())
                .with(words.toArray(new String[0]));
        if (!isWatch(command)) {
            return java.run();
        }
        try (Program.Running watch = java.start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> watch.out().stream().anyMatch(line -> line.startsWith("chroma ")));
            return new Program.Ended(0, watch.out(), List.of());
        }
    }

    /** A command and what it prints: each line that is shown appears, in this order, numbers and widths aside. */
    @TestFactory
    List<DynamicTest> outputLooksAsShown() {
        List<Block> sessions = Documents.blocks().stream()
                .filter(each -> each.language().equals("console"))
                .toList();
        assertTrue(sessions.size() >= 3, sessions::toString);
        return sessions.stream()
                .map(each -> dynamicTest(each.place(), () -> {
                    String command = each.lines().get(0);
                    assertTrue(command.startsWith("$ java -jar resil-agent.jar "), command);
                    Program.Ended ended = run(command.substring(2));
                    List<String> printed = new ArrayList<>();
                    Stream.concat(ended.out().stream(), ended.err().stream())
                            .map(DocsIT::shape)
                            .forEach(printed::add);
                    int at = 0;
                    for (String line : each.lines().subList(1, each.lines().size())) {
                        if (line.isBlank() || line.strip().equals("...")) {
                            continue;
                        }
                        int found = printed.subList(at, printed.size()).indexOf(shape(line));
                        assertTrue(found >= 0, () -> line + "\nis not in\n" + String.join("\n", printed));
                        at += found + 1;
                    }
                }))
                .toList();
    }

    private static String shape(String line) {
        return line.replace(folder + "/", "")
                .replaceAll("\\(io\\.resil\\.it[^)]*\\)|\\(\\S*application\\S*\\)", "(application)")
                .replaceAll("/\\S*/settings\\.yaml", "resil.yaml")
                .replaceAll("\\d+(\\.\\d+)*", "0")
                .replaceAll("-SNAPSHOT", "")
                .replaceAll(" 0ms| - (?=  )", " 0ms")
                .replaceAll(" +", " ")
                .strip();
    }

    @TestFactory
    List<DynamicTest> startsWork() {
        List<Line> starts = new ArrayList<>(Documents.commands("java -javaagent:"));
        starts.addAll(Documents.commands("JAVA_TOOL_OPTIONS="));
        assertTrue(starts.size() >= 3, starts::toString);
        return starts.stream()
                .map(each -> dynamicTest(each.place() + " " + each.text(), () -> {
                    Program.Ended ended = started(each.text());
                    assertEquals(0, ended.exitCode(), ended::toString);
                    boolean off = each.text().contains("resil.enabled=false");
                    assertEquals(
                            !off, ended.err().stream().anyMatch(line -> line.startsWith("resil 0.")), ended::toString);
                }))
                .toList();
    }

    private static Program.Ended started(String line) {
        String agent = "-javaagent:" + AgentJvm.agentJar();
        String concrete = line.replaceAll("-javaagent:\\S*?resil-agent\\.jar", Matcher.quoteReplacement(agent))
                .replaceAll(
                        "(?<=\\.jar)=\\S*?resil\\.yaml", Matcher.quoteReplacement("=" + folder.resolve("resil.yaml")));
        Program java = Program.named("java").environment("INTERNAL_TOKEN", "from-the-environment");
        if (concrete.startsWith("JAVA_TOOL_OPTIONS=")) {
            java.environment("JAVA_TOOL_OPTIONS", concrete.substring("JAVA_TOOL_OPTIONS=".length()));
        } else {
            List<String> words = List.of(concrete.split(" +"));
            java.with(words.subList(1, words.indexOf("-jar")).toArray(new String[0]));
        }
        return java.with("-cp", AgentJvm.required("resil.it.application"), "io.resil.it.app.EmptyApplication")
                .run();
    }

    // ---- configurations

    @TestFactory
    List<DynamicTest> configurationsAreFine() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Block block : Documents.blocks()) {
            if (reasonNotToRun(block) == null && isConfiguration(block)) {
                tests.add(dynamicTest(block.place(), () -> {
                    for (String yaml : configurations(block)) {
                        Configurations.assertFine(yaml.replaceAll(
                                "(?<=file: )/run/secrets/[^\\s}]+",
                                Matcher.quoteReplacement(Configurations.tokenFile())));
                    }
                }));
            }
        }
        assertTrue(tests.size() >= 6, tests::toString);
        return tests;
    }

    private static boolean isConfiguration(Block block) {
        return block.language().equals("yaml")
                || (block.language().isEmpty()
                        && block.lines().stream()
                                .allMatch(each -> SETTING.matcher(each).matches()));
    }

    /** A whole file as it is; of single settings each in a file of its own, as they may be alternatives. */
    private static List<String> configurations(Block block) {
        String service = "services:\n  billing:\n    url: http://billing\n";
        if (block.lines().stream()
                .anyMatch(each -> each.startsWith("services:") && each.strip().endsWith(":"))) {
            return List.of(block.text());
        }
        return block.lines().stream()
                .filter(each -> !each.isBlank())
                .map(each -> {
                    String key = each.substring(0, each.indexOf(':'));
                    if (key.equals("services")) {
                        return each.replace("billing: {", "billing: { url: http://billing,");
                    }
                    return OF_THE_FILE.contains(key) ? each + "\n" + service : service + "    " + each;
                })
                .toList();
    }

    // ---- code

    /** Java on a page is a piece of a file that is compiled and run. */
    @TestFactory
    List<DynamicTest> javaIsTakenFromAFileThatIsTested() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String root :
                List.of("examples/legacy-backend/src", "examples/try-your-configuration/src", "agent-api/src/test")) {
            try (Stream<Path> files = Files.walk(Documents.file(root))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    sources.add(withoutIndentation(Files.readString(file)));
                }
            }
        }
        List<Block> blocks = Documents.blocks().stream()
                .filter(each -> each.language().equals("java"))
                .toList();
        assertTrue(blocks.size() >= 5, blocks::toString);
        return blocks.stream()
                .map(each -> dynamicTest(
                        each.place(),
                        () -> assertTrue(
                                sources.stream().anyMatch(source -> source.contains(withoutIndentation(each.text()))),
                                each::text)))
                .toList();
    }

    private static String withoutIndentation(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    // ---- what is left

    @Test
    void everyBlockIsRunOrSaysWhyNot() {
        List<String> unknown = new ArrayList<>();
        for (Block block : Documents.blocks()) {
            boolean run = Set.of("java", "console").contains(block.language())
                    || isConfiguration(block)
                    || block.lines().stream().allMatch(DocsIT::isCommand);
            if (!run && reasonNotToRun(block) == null) {
                unknown.add(block.place() + ": " + block.lines().get(0));
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static boolean isCommand(String line) {
        return Stream.of("java -jar resil-agent.jar ", "java -javaagent:", "JAVA_TOOL_OPTIONS=")
                .anyMatch(line::startsWith);
    }

    private static String reasonNotToRun(Block block) {
        String first = block.lines().get(0);
        return NOT_RUN.keySet().stream()
                .filter(first::startsWith)
                .map(NOT_RUN::get)
                .findFirst()
                .orElse(null);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (String page : Documents.pages()) {
            for (String line : Documents.read(page).lines().toList()) {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    String target = link.group(1) == null ? link.group(2) : link.group(1);
                    seen++;
                    if (!target.contains("://") && !leadsSomewhere(page, target)) {
                        broken.add(page + ": " + target);
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(seen > 20, "links seen: " + seen);
    }

    private static boolean leadsSomewhere(String page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path from = Documents.file(page);
        Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]);
        if (!Files.exists(to)) {
            return false;
        }
        return parts.length == 1
                || Files.readString(to)
                        .lines()
                        .filter(each -> each.startsWith("#"))
                        .map(each -> each.replaceFirst("^#+ ", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9 _-]", "")
                                .replace(' ', '-'))
                        .anyMatch(parts[1]::equals);
    }

    @Test
    void beansAndTheirAttributesAreThere() throws Exception {
        Set<String> known = new TreeSet<>(CLASSES);
        Set<String> beans = new TreeSet<>();
        try (Console console = Console.of(governed)) {
            for (String bean : console.beans()) {
                beans.add(bean);
                console.attributes(bean).stream()
                        .map(MBeanAttributeInfo::getName)
                        .forEach(known::add);
                Stream.of(console.server().getMBeanInfo(new ObjectName(bean)).getOperations())
                        .map(MBeanOperationInfo::getName)
                        .forEach(known::add);
            }
        }
        List<String> unknown = new ArrayList<>();
        int seen = 0;
        for (String page : Documents.pages()) {
            if (!Set.of("docs/conformance.md", "docs/invariants.md", "docs/simulation.md")
                    .contains(page)) {
                for (Line code : Documents.inlineCode(page)) {
                    boolean bean = BEAN.matcher(code.text()).matches();
                    if (bean || ATTRIBUTE.matcher(code.text()).matches()) {
                        seen++;
                        if (!(bean ? beans : known).contains(code.text())) {
                            unknown.add(code.place() + ": " + code.text());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(seen > 20, "names seen: " + seen);
    }
}
