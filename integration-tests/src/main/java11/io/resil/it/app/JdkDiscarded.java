package io.resil.it.app;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that nobody holds while its call is under way; clients shut down when they are collected. */
public final class JdkDiscarded extends JdkStory {

    @Override
    public Line tell(Line command) throws Exception {
        CompletableFuture<HttpResponse<String>> call = begin(request(command));
        while (!isDoneSoon(call)) {
            System.gc();
        }
        return new Line().with("status", call.get().statusCode());
    }

    /** Waits a little, as collecting without a pause would leave nothing of the machine to the call. */
    private static boolean isDoneSoon(CompletableFuture<?> call) throws InterruptedException, ExecutionException {
        try {
            call.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }
}
