package io.resil.it.app;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Calls many hosts, all of which refuse. */
public final class ManyHosts implements Story {

    private static final int IN_A_NET = 250;

    @Override
    public Line tell(Line command) throws IOException {
        int hosts = command.number("hosts", 1);
        int refused = 0;
        try (CloseableHttpClient client =
                HttpClients.custom().disableAutomaticRetries().build()) {
            for (int i = 0; i < hosts; i++) {
                String host = "127.9." + (1 + i / IN_A_NET) + "." + (1 + i % IN_A_NET);
                try {
                    client.execute(
                            new HttpGet("http://" + host + ":" + command.require("port") + "/"), r -> r.getCode());
                } catch (IOException e) {
                    refused++;
                }
            }
        }
        return new Line().with("refused", refused);
    }
}
