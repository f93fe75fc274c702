package io.resil.it.app;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** In which shapes a failure comes out of the client. */
public final class JdkFailures extends JdkStory {

    @Override
    public Line tell(Line command) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = request(command);
        Line answer = new Line();
        answer.with("send", shapeOf(() -> client.send(request, BodyHandlers.ofString())));
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, BodyHandlers.ofString());
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CompletableFuture<?> watched = call.whenComplete((response, failure) -> seen.set(failure));
        answer.with("get", shapeOf(call::get));
        answer.with("join", shapeOf(call::join));
        answer.with("get of a derived", shapeOf(watched::get));
        answer.with("seen", shapeOf(() -> {
            throw (Exception) seen.get();
        }));
        answer.with("exceptional", call.isCompletedExceptionally());
        answer.with("cancelled", call.isCancelled());
        return answer;
    }

    /** The classes of the exception and its causes. */
    private static String shapeOf(Callable<?> work) {
        try {
            return "answered " + work.call();
        } catch (Exception thrown) {
            StringBuilder shape = new StringBuilder();
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                shape.append(shape.length() == 0 ? "" : " < ")
                        .append(each.getClass().getName());
            }
            return shape.toString();
        }
    }
}
