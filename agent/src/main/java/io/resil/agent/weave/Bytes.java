package io.resil.agent.weave;

import java.util.Arrays;

/** What is written of a class file, one after another and with the highest byte first (JVMS 4). Not thread-safe. */
final class Bytes {

    private byte[] array;
    private int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    int size() {
        return size;
    }

    Bytes one(int value) {
        room(1);
        array[size++] = (byte) value;
        return this;
    }

    Bytes two(int value) {
        return one(value >> 8).one(value);
    }

    Bytes four(int value) {
        return two(value >> 16).two(value);
    }

    Bytes all(byte[] from, int at, int length) {
        room(length);
        System.arraycopy(from, at, array, size, length);
        size += length;
        return this;
    }

    Bytes all(Bytes other) {
        return all(other.array, 0, other.size);
    }

    /** Writes over what is there. */
    void setTwo(int at, int value) {
        array[at] = (byte) (value >> 8);
        array[at + 1] = (byte) value;
    }

    void setFour(int at, int value) {
        setTwo(at, value >> 16);
        setTwo(at + 2, value);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    private void room(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, 2 * array.length));
        }
    }
}
