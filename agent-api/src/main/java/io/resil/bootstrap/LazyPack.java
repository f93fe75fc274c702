package io.resil.bootstrap;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.jar.JarFile;

/** A {@link ClassPack} that is read when it is needed, and again when it was given up for lack of memory. Thread-safe. */
final class LazyPack {

    private final JarFile jar;
    private final String name;

    /** Guarded by this. */
    private Reference<ClassPack> read = new SoftReference<>(null);

    LazyPack(JarFile jar, String name) {
        this.jar = jar;
        this.name = name;
    }

    synchronized ClassPack get() throws IOException {
        ClassPack pack = read.get();
        if (pack == null) {
            pack = ClassPack.read(jar, name);
            read = new SoftReference<>(pack);
        }
        return pack;
    }
}
