package io.resil.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Classes that are one entry of a jar together: an uncompressed ZIP, as a whole compressed or not. To look up and inflate each
 * by itself takes longer than to define it, in a JVM that has just started and interprets what does it. Immutable.
 */
final class ClassPack {

    /** {@code PK 3 4}, little-endian, before each file. */
    private static final int FILE = 0x04034b50;

    private static final int LENGTH_AT = 22;
    private static final int NAME_LENGTH_AT = 26;
    private static final int EXTRA_LENGTH_AT = 28;
    private static final int NAME_AT = 30;

    private final byte[] bytes;
    /** Where the header of each is, by its path. */
    private final Map<String, Integer> headers = new HashMap<>();

    private ClassPack(byte[] bytes) {
        this.bytes = bytes;
        for (int at = 0; at + NAME_AT <= bytes.length && fourBytes(at) == FILE; at = offset(at) + length(at)) {
            headers.put(new String(bytes, at + NAME_AT, nameLength(at), StandardCharsets.ISO_8859_1), at);
        }
    }

    /** @throws IOException also when the jar has no such entry */
    static ClassPack read(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name + " in " + jar.getName());
        }
        byte[] bytes = new byte[(int) entry.getSize()];
        try (InputStream in = jar.getInputStream(entry)) {
            new DataInputStream(in).readFully(bytes);
        }
        return new ClassPack(bytes);
    }

    /**
     * @param path such as {@code io/resil/agent/ResilAgent.class}
     * @return for {@link #offset} and {@link #length}; negative when it is not in the pack
     */
    int find(String path) {
        Integer header = headers.get(path);
        return header == null ? -1 : header;
    }

    /** All classes, each at its place. Not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    int offset(int header) {
        return header + NAME_AT + nameLength(header) + twoBytes(header + EXTRA_LENGTH_AT);
    }

    int length(int header) {
        return fourBytes(header + LENGTH_AT);
    }

    private int nameLength(int header) {
        return twoBytes(header + NAME_LENGTH_AT);
    }

    private int fourBytes(int at) {
        return twoBytes(at) | twoBytes(at + 2) << 16;
    }

    private int twoBytes(int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }
}
