package io.resil.it.app;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.ConcurrentHashMap;

/** A call that takes pushed responses. */
public final class JdkPush extends JdkStory {

    @Override
    public Line tell(Line command) {
        var response = HttpClient.newHttpClient()
                .sendAsync(
                        request(command),
                        BodyHandlers.ofString(),
                        PushPromiseHandler.of(pushed -> BodyHandlers.ofString(), new ConcurrentHashMap<>()))
                .join();
        return new Line().with("status", response.statusCode());
    }
}
