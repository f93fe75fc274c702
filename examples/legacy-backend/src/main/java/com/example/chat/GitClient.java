package com.example.chat;

import java.io.IOException;

/** Keeps the history of the saved conversations. */
class GitClient {

    private final JsonPoster poster;
    private final String url;

    GitClient(JsonPoster poster, String url) {
        this.poster = poster;
        this.url = url;
    }

    void snapshot(String message) throws IOException {
        poster.post(url + "/snapshot", Json.object("message", message));
    }
}
