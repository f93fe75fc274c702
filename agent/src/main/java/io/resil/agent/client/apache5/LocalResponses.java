package io.resil.agent.client.apache5;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** Makes the client's own kind of response of an answer that was made here. Thread-safe. */
final class LocalResponses {

    /** The one way to make one that all versions have; open to the public since 5.4. */
    private static final Method ADAPT = adapt();

    private LocalResponses() {}

    private static Method adapt() {
        try {
            Method adapt = CloseableHttpResponse.class.getDeclaredMethod("adapt", ClassicHttpResponse.class);
            if (!Modifier.isPublic(adapt.getModifiers())) {
                adapt.setAccessible(true);
            }
            return adapt;
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static CloseableHttpResponse of(LocalAnswer answer, String method) {
        ClassicHttpResponse response =
                new BasicClassicHttpResponse(answer.status(), EnglishReasonPhraseCatalog.INSTANCE, null);
        response.setVersion(HttpVersion.HTTP_1_1);
        for (HeaderField field : answer.fields()) {
            response.addHeader(field.name, field.value);
        }
        if (answer.hasBody(method)) {
            String type = answer.field(HttpHeaders.CONTENT_TYPE);
            response.setEntity(new ByteArrayEntity(
                    answer.body(method), contentType(type), answer.field(HttpHeaders.CONTENT_ENCODING)));
        }
        return closeable(response);
    }

    private static @Nullable ContentType contentType(@Nullable String type) {
        return type == null ? null : ContentType.parseLenient(type);
    }

    private static CloseableHttpResponse closeable(ClassicHttpResponse response) {
        try {
            return (CloseableHttpResponse) ADAPT.invoke(null, response);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no response of the client's kind", e);
        }
    }
}
