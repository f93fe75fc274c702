package com.example.chat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The few shapes of JSON that go over the wire. */
class Json {

    private static final Gson GSON = new Gson();

    private Json() {}

    /** An object of one string. */
    static String object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object.toString();
    }

    static JsonObject parse(String text) {
        return GSON.fromJson(text, JsonObject.class);
    }

    static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            strings.add(array.get(i).getAsString());
        }
        return strings;
    }
}
