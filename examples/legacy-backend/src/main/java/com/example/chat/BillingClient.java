package com.example.chat;

import java.io.IOException;

/** Charges for answers. */
class BillingClient {

    private final JsonPoster poster;
    private final String url;

    BillingClient(JsonPoster poster, String url) {
        this.poster = poster;
        this.url = url;
    }

    void charge(String user) throws IOException {
        poster.post(url + "/charge", Json.object("user", user));
    }
}
