package com.example.chat;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a question. */
class ChatService {

    private static final Logger log = LoggerFactory.getLogger(ChatService.class);

    private final ChromaClient chroma;
    private final FullTextSearch fullTextSearch;
    private final BillingClient billing;
    private final FileServiceClient files;
    private final GitClient git;

    ChatService(
            ChromaClient chroma,
            FullTextSearch fullTextSearch,
            BillingClient billing,
            FileServiceClient files,
            GitClient git) {
        this.chroma = chroma;
        this.fullTextSearch = fullTextSearch;
        this.billing = billing;
        this.files = files;
        this.git = git;
    }

    ChatAnswer chat(String user, String message) throws BillingException {
        List<String> context;
        String source;
        try {
            context = chroma.query(message);
            source = "chroma";
        } catch (IOException e) {
            log.warn("Chroma failed, searching the manual instead: {}", e.toString());
            context = fullTextSearch.search(message);
            source = "manual";
        }

        try {
            billing.charge(user);
        } catch (IOException e) {
            log.error("Could not charge {}: {}", user, e.toString());
            throw new BillingException("Billing is unavailable", e);
        }

        String response = "You asked: " + message + " " + String.join(" ", context);

        boolean saved = false;
        try {
            files.save(user + ": " + message + "\n" + response);
            saved = true;
        } catch (IOException e) {
            log.warn("Could not save the conversation: {}", e.toString());
        }

        try {
            git.snapshot("Chat of " + user);
        } catch (IOException e) {
            log.warn("Could not take a snapshot: {}", e.toString());
        }

        return new ChatAnswer(response, source, saved);
    }
}
