package com.example.chat;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Where conversations are kept. */
class FileServiceClient {

    private final CloseableHttpClient http;
    private final String url;

    FileServiceClient(CloseableHttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    @SuppressWarnings("deprecation")
    void save(String conversation) throws IOException {
        HttpPost post = new HttpPost(url + "/save_file");
        post.setEntity(new StringEntity(Json.object("content", conversation), ContentType.APPLICATION_JSON));
        CloseableHttpResponse response = http.execute(post);
        try {
            EntityUtils.consume(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException("The file service answered " + response.getCode());
            }
        } finally {
            response.close();
        }
    }
}
