package io.resil.benchmarks.start;

import io.resil.benchmarks.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is started.
 *
 * @param since the oldest Java it runs on
 * @param archived whether the JVM brings an archive of its classes along
 * @param arguments of the JVM, class path and main class included
 */
record Program(String name, int since, boolean archived, List<String> arguments) {

    private static final int SPRING_BOOT_3 = 17;
    private static final String WITH_CALL = "Spring Boot, first call";

    /** @param url what those call that call anything */
    static List<Program> all(String url) {
        List<Program> programs = new ArrayList<>();
        programs.add(plain("Hello World", List.of("-cp", Processes.classPath("classes"), Hello.class.getName())));
        programs.add(plain(
                "first call",
                List.of(
                        "-cp",
                        Processes.classPath("classes", "httpclient5", "httpcore5", "slf4j"),
                        FirstCall.class.getName(),
                        url)));
        Path application = Path.of(System.getProperty("bench.springBoot", ""));
        if (Files.isRegularFile(application)) {
            List<String> run = List.of("-jar", application.toString());
            List<String> call = List.of("-jar", application.toString(), url);
            programs.add(new Program("Spring Boot, no call", SPRING_BOOT_3, false, run));
            programs.add(new Program(WITH_CALL, SPRING_BOOT_3, false, call));
            programs.add(new Program(WITH_CALL + ", archive", SPRING_BOOT_3, true, call));
        } else {
            System.out.println("Without Spring Boot: its module, benchmarks/spring-boot, was not built");
        }
        return programs;
    }

    private static Program plain(String name, List<String> arguments) {
        return new Program(name, 8, false, arguments);
    }

    boolean runsOn(JavaHome java) {
        return java.version() >= since;
    }
}
