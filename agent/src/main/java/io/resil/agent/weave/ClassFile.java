package io.resil.agent.weave;

import java.nio.charset.StandardCharsets;

/**
 * A class file, as far as the weaver looks into it: its constants, and where its methods are (JVMS 4). Places are
 * indexes into its bytes. Whatever is not as the JVM would have it ends in an exception. Immutable.
 */
final class ClassFile {

    private static final int MAJOR_AT = 6;
    private static final int POOL_AT = 8;

    final byte[] bytes;
    /** Where each constant is, by its number. */
    private final int[] constants;

    private final int poolEnd;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        this.constants = new int[two(POOL_AT)];
        int at = POOL_AT + 2;
        for (int number = 1; number < constants.length; number++) {
            constants[number] = at;
            int tag = one(at);
            at += sizeOfConstant(tag, at);
            if (tag == Constants.LONG || tag == Constants.DOUBLE) {
                number++; // each takes two numbers
            }
        }
        this.poolEnd = at;
    }

    private int sizeOfConstant(int tag, int at) {
        switch (tag) {
            case Constants.UTF8:
                return 3 + two(at + 1);
            case Constants.LONG:
            case Constants.DOUBLE:
                return 9;
            case Constants.CLASS:
            case Constants.STRING:
            case Constants.METHOD_TYPE:
            case Constants.MODULE:
            case Constants.PACKAGE:
                return 3;
            case Constants.METHOD_HANDLE:
                return 4;
            case Constants.INTEGER:
            case Constants.FLOAT:
            case Constants.FIELD:
            case Constants.METHOD:
            case Constants.INTERFACE_METHOD:
            case Constants.NAME_AND_TYPE:
            case Constants.DYNAMIC:
            case Constants.INVOKE_DYNAMIC:
                return 5;
            default:
                throw new IllegalArgumentException("unknown kind of constant: " + tag);
        }
    }

    int one(int at) {
        return bytes[at] & 0xff;
    }

    int two(int at) {
        return one(at) << 8 | one(at + 1);
    }

    int four(int at) {
        return two(at) << 16 | two(at + 2);
    }

    int majorVersion() {
        return two(MAJOR_AT);
    }

    int constants() {
        return constants.length;
    }

    /** Where the first constant is. */
    int poolStart() {
        return POOL_AT + 2;
    }

    /** Behind the last constant. */
    int poolEnd() {
        return poolEnd;
    }

    /** The number of the constant of the class itself. */
    int thisClass() {
        return two(poolEnd + 2);
    }

    /** Where the number of methods is, before the first of them. */
    int methods() {
        int interfaces = poolEnd + 6;
        int fields = interfaces + 2 + 2 * two(interfaces);
        int at = fields + 2;
        for (int left = two(fields); left > 0; left--) {
            at = endOfMember(at);
        }
        return at;
    }

    /** @param at where a field or method begins */
    int endOfMember(int at) {
        int next = attributesOfMember(at) + 2;
        for (int left = two(next - 2); left > 0; left--) {
            next = endOfAttribute(next);
        }
        return next;
    }

    /** Where the number of its attributes is. */
    int attributesOfMember(int at) {
        return at + 6;
    }

    int endOfAttribute(int at) {
        int end = at + 6 + four(at + 2);
        if (end <= at || end > bytes.length) {
            throw new IllegalArgumentException("attribute of the length " + (end - at));
        }
        return end;
    }

    /** Whether the text in a constant begins so; ASCII only. */
    boolean startsWith(int constant, String beginning) {
        int at = constants[constant];
        if (two(at + 1) < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (bytes[at + 3 + i] != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean is(int constant, String text) {
        return two(constants[constant] + 1) == text.length() && startsWith(constant, text);
    }

    /** The text in a constant, a character for each byte: what is not ASCII is to be copied, not to be read. */
    String text(int constant) {
        int at = constants[constant];
        return new String(bytes, at + 3, two(at + 1), StandardCharsets.ISO_8859_1);
    }
}
