package com.example.chat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** POST /v1/api/chat with {"user": "...", "message": "..."}. */
class ChatEndpoint implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(ChatEndpoint.class);

    private final ChatService chatService;
    private final Gson gson = new Gson();

    ChatEndpoint(ChatService chatService) {
        this.chatService = chatService;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            respond(exchange);
        } catch (RuntimeException e) {
            log.error("Chat failed", e);
            send(exchange, 500, Json.object("error", "Internal error"));
        } finally {
            exchange.close();
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            send(exchange, 405, Json.object("error", "POST only"));
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonObject request;
        try {
            request = Json.parse(body);
        } catch (JsonParseException e) {
            request = null;
        }
        if (request == null || !request.has("user") || !request.has("message")) {
            send(exchange, 400, Json.object("error", "user and message are needed"));
            return;
        }
        try {
            ChatAnswer answer = chatService.chat(
                    request.get("user").getAsString(), request.get("message").getAsString());
            send(exchange, 200, gson.toJson(answer));
        } catch (BillingException e) {
            send(exchange, 503, Json.object("error", e.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
