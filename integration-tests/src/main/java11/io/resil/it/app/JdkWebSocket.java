package io.resil.it.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;

/** The handshake of a web socket. */
public final class JdkWebSocket extends JdkStory {

    @Override
    public Line tell(Line command) {
        Line answer = new Line();
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(command.require("url")), new WebSocket.Listener() {})
                    .join();
        } catch (RuntimeException failure) {
            Failure.describe(failure, answer);
        }
        return answer;
    }
}
