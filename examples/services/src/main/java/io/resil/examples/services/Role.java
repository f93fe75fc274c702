package io.resil.examples.services;

import java.util.Locale;

/** Which of the four services a process plays: the path it serves and what it answers there. */
public enum Role {
    CHROMA("/query", "{\"results\":[\"Invoices are kept for ten years.\",\"Backups run at night.\"]}"),
    FILESYSTEM("/save_file", "{\"saved\":true}"),
    BILLING("/charge", "{\"charged\":true}"),
    GIT("/snapshot", "{\"commit\":\"4560ef3\"}");

    final String path;
    final String answer;

    Role(String path, String answer) {
        this.path = path;
        this.answer = answer;
    }

    /**
     * @param name in any case
     * @throws IllegalArgumentException when there is no such role
     */
    public static Role named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
