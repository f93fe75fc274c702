package io.resil.it.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Handlers of bodies that stream, and how often they were asked. */
public final class JdkBodies extends JdkStory {

    private final AtomicInteger applied = new AtomicInteger();

    @Override
    public Line tell(Line command) throws Exception {
        Line answer;
        switch (command.require("into")) {
            case "stream":
                answer = told(command, BodyHandlers.ofInputStream(), JdkBodies::read);
                break;
            case "lines":
                answer = told(command, BodyHandlers.ofLines(), JdkBodies::joined);
                break;
            case "file":
                answer = told(command, BodyHandlers.ofFile(Files.createTempFile("body", ".txt")), JdkBodies::read);
                break;
            default:
                throw new IllegalArgumentException(command.toString());
        }
        return answer.with("applied", applied);
    }

    private <T> Line told(Line command, BodyHandler<T> handler, Function<T, String> text) throws Exception {
        Line answer = new Line();
        BodyHandler<T> counting = info -> {
            applied.incrementAndGet();
            return handler.apply(info);
        };
        var response = HttpClient.newHttpClient().send(request(command), counting);
        return answer.with("status", response.statusCode()).with("body", text.apply(response.body()));
    }

    private static String joined(Stream<String> lines) {
        return lines.collect(Collectors.joining("|"));
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
