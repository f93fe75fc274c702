package io.resil.it;

import static org.awaitility.Awaitility.await;

import io.resil.it.app.Line;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/** The status page of a driven JVM, as a program asks it. */
record StatusUrl(String base) {

    private static final String SAID = "Status page: ";
    /** More than the grace of an application that never logs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Where the page is, once its JVM has said so on stderr. */
    static StatusUrl of(AgentJvm jvm) {
        return new StatusUrl(await().atMost(PATIENCE).until(() -> said(jvm), Objects::nonNull));
    }

    /** The same, without the grace: the application starts its logging. */
    static StatusUrl afterLogging(AgentJvm jvm) {
        jvm.ask(new Line().with("do", "managers"));
        return of(jvm);
    }

    static String said(AgentJvm jvm) {
        return jvm.errors().stream()
                .filter(line -> line.contains(SAID))
                .map(line -> line.substring(line.indexOf(SAID) + SAID.length()))
                .findFirst()
                .orElse(null);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                .timeout(PATIENCE)
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    String body(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
