package io.resil.agent.weave;

import java.nio.charset.StandardCharsets;

/** Constants that are added to those of a class, each with the next number (JVMS 4.4). Not thread-safe. */
final class Constants {

    static final int UTF8 = 1;
    static final int INTEGER = 3;
    static final int FLOAT = 4;
    static final int LONG = 5;
    static final int DOUBLE = 6;
    static final int CLASS = 7;
    static final int STRING = 8;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;
    static final int METHOD_HANDLE = 15;
    static final int METHOD_TYPE = 16;
    static final int DYNAMIC = 17;
    static final int INVOKE_DYNAMIC = 18;
    static final int MODULE = 19;
    static final int PACKAGE = 20;

    private static final int MOST = 0xffff;

    private final Bytes bytes = new Bytes(512);
    private int next;

    /** @param first the number that the first will have */
    Constants(int first) {
        next = first;
    }

    /** As many as the class had, and those added. */
    int count() {
        return next;
    }

    Bytes bytes() {
        return bytes;
    }

    /** @param text a character for each byte, as of {@link ClassFile#text} */
    int text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes.one(UTF8).two(encoded.length).all(encoded, 0, encoded.length);
        return number();
    }

    /** @param name internal, or the descriptor of an array */
    int classNamed(String name) {
        int text = text(name);
        bytes.one(CLASS).two(text);
        return number();
    }

    int field(String owner, String name, String descriptor) {
        return member(FIELD, owner, name, descriptor);
    }

    int method(String owner, String name, String descriptor) {
        return member(METHOD, owner, name, descriptor);
    }

    private int member(int tag, String owner, String name, String descriptor) {
        int ownerClass = classNamed(owner);
        int nameText = text(name);
        int descriptorText = text(descriptor);
        bytes.one(NAME_AND_TYPE).two(nameText).two(descriptorText);
        int nameAndType = number();
        bytes.one(tag).two(ownerClass).two(nameAndType);
        return number();
    }

    private int number() {
        if (next >= MOST) {
            throw new IllegalArgumentException("no room for another constant");
        }
        return next++;
    }
}
