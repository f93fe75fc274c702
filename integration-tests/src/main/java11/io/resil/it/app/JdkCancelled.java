package io.resil.it.app;

import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cancels what derives from a call, when the test says so by the file that it makes. */
public final class JdkCancelled extends JdkStory {

    @Override
    public Line tell(Line command) throws Exception {
        HttpRequest request = request(command);
        CompletableFuture<HttpResponse<String>> call =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        CompletableFuture<Integer> derived = call.thenApply(HttpResponse::statusCode);
        awaitFile(command.require("when"));
        boolean cancelled = derived.cancel(true);
        Line answer = new Line().with("cancelled", cancelled).with("derived", derived.isCancelled());
        try {
            answer.with(
                    "status",
                    call.get(command.number("patience", 0), TimeUnit.MILLISECONDS)
                            .statusCode());
        } catch (Exception failure) {
            Failure.describe(failure, answer);
        }
        return answer;
    }

    private static void awaitFile(String name) throws InterruptedException {
        File file = new File(name);
        while (!file.exists()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
