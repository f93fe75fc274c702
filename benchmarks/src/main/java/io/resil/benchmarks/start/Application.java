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
record Application(String name, int since, boolean archived, List<String> arguments) {

    private static final int SPRING_BOOT_3 = 17;
    private static final String WITH_CALL = "Spring Boot, first call";

    /** @param url what those call that call anything */
    static List<Application> all(String url) {
        List<Application> applications = new ArrayList<>();
        applications.add(plain("Hello World", List.of("-cp", Processes.classPath("classes"), Hello.class.getName())));
        applications.add(plain(
                "first call",
                List.of(
                        "-cp",
                        Processes.classPath("classes", "httpclient5", "httpcore5", "slf4j"),
                        FirstCall.class.getName(),
                        url)));
        Path springBoot = Path.of(System.getProperty("bench.springBoot", ""));
        if (Files.isRegularFile(springBoot)) {
            List<String> run = List.of("-jar", springBoot.toString());
            List<String> call = List.of("-jar", springBoot.toString(), url);
            applications.add(new Application("Spring Boot, no call", SPRING_BOOT_3, false, run));
            applications.add(new Application(WITH_CALL, SPRING_BOOT_3, false, call));
            applications.add(new Application(WITH_CALL + ", archive", SPRING_BOOT_3, true, call));
        } else {
            System.out.println("Without Spring Boot: its module, benchmarks/spring-boot, was not built");
        }
        return applications;
    }

    private static Application plain(String name, List<String> arguments) {
        return new Application(name, 8, false, arguments);
    }

    boolean runsOn(JavaHome java) {
        return java.version() >= since;
    }
}
