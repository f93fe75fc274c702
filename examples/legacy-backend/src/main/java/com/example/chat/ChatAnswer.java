package com.example.chat;

/** What the user gets. Written as JSON. */
class ChatAnswer {

    private final String response;

    /** Where the context comes from, "chroma" or "manual". */
    private final String source;

    private final boolean saved;

    ChatAnswer(String response, String source, boolean saved) {
        this.response = response;
        this.source = source;
        this.saved = saved;
    }

    public String getResponse() {
        return response;
    }

    public String getSource() {
        return source;
    }

    public boolean isSaved() {
        return saved;
    }
}
