package io.resil.benchmarks.start;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** An application that makes one call, to the URL it is given. */
public final class FirstCall {

    private FirstCall() {}

    public static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            String answer =
                    client.execute(new HttpGet(args[0]), response -> EntityUtils.toString(response.getEntity()));
            if (!answer.equals("pong")) {
                throw new IllegalStateException(answer);
            }
        }
        Report.print(begun, System.nanoTime());
    }
}
