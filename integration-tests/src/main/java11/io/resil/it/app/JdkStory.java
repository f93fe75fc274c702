package io.resil.it.app;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** A story about {@code java.net.http}: what it asks for is in the command. */
abstract class JdkStory implements Story {

    static HttpRequest request(Line command) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(command.require("url")));
        if (command.get("method", "GET").equals("POST")) {
            request.POST(BodyPublishers.ofString("a body"));
        }
        int timeout = command.number("response-timeout", 0);
        if (timeout > 0) {
            request.timeout(Duration.ofMillis(timeout));
        }
        return request.build();
    }
}
