package com.example.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for the words of a question in the manual. Knows less than the vector store, but is always there. */
class FullTextSearch {

    private static final String[] MANUAL = {
        "Invoices are kept for ten years.", "Passwords are changed in the settings.", "Backups run at night.",
    };

    List<String> search(String question) {
        List<String> found = new ArrayList<String>();
        for (String word : question.toLowerCase(Locale.ROOT).split("\\W+")) {
            for (String line : MANUAL) {
                if (word.length() > 3 && line.toLowerCase(Locale.ROOT).contains(word) && !found.contains(line)) {
                    found.add(line);
                }
            }
        }
        return found;
    }
}
