package io.resil.it.app;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A client that nobody holds while its call is under way; clients shut down when they are collected. */
public final class JdkDiscarded extends JdkStory {

    @Override
    public Line tell(Line command) throws Exception {
        CompletableFuture<HttpResponse<String>> call = begin(request(command));
        while (!call.isDone()) {
            System.gc();
        }
        return new Line().with("status", call.get().statusCode());
    }

    private static CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }
}
