package com.example.chat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The vector store. */
class ChromaClient {

    private final CloseableHttpClient http;
    private final String url;

    ChromaClient(CloseableHttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /** The passages nearest to the question. */
    @SuppressWarnings("deprecation")
    List<String> query(String question) throws IOException {
        HttpPost post = new HttpPost(url + "/query");
        post.setEntity(new StringEntity(Json.object("query", question), ContentType.APPLICATION_JSON));
        CloseableHttpResponse response = http.execute(post);
        try {
            String body = EntityUtils.toString(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException("Chroma answered " + response.getCode());
            }
            JsonObject json = Json.parse(body);
            return Json.strings(json.getAsJsonArray("results"));
        } catch (ParseException e) {
            throw new IOException("Chroma's answer is not understood", e);
        } catch (JsonParseException e) {
            throw new IOException("Chroma's answer is not understood", e);
        } finally {
            response.close();
        }
    }
}
