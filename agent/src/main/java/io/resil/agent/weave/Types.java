package io.resil.agent.weave;

/** The types of descriptors: how their values are loaded, returned, and turned into objects and back (JVMS 4.3). */
final class Types {

    private static final int REFERENCE = 4;

    private static final String PRIMITIVES = "ZCBSIFJD";
    private static final String[] NAMES = {"boolean", "char", "byte", "short", "int", "float", "long", "double"};
    private static final String[] WRAPPERS = {
        "Boolean", "Character", "Byte", "Short", "Integer", "Float", "Long", "Double"
    };

    private Types() {}

    /** @return where the type that begins there ends, in the descriptor of a method */
    static int end(String descriptor, int at) {
        int last = at;
        while (descriptor.charAt(last) == '[') {
            last++;
        }
        int end = descriptor.charAt(last) == 'L' ? descriptor.indexOf(';', last) : last;
        if (end < 0) {
            throw new IllegalArgumentException("no end of a class in " + descriptor);
        }
        return end + 1;
    }

    static boolean isPrimitive(String type) {
        return "VL[".indexOf(type.charAt(0)) < 0;
    }

    static boolean isVoid(String type) {
        return type.equals("V");
    }

    /** How many local variables, or places on the stack, one takes. */
    static int size(String type) {
        return type.equals("J") || type.equals("D") ? 2 : 1;
    }

    /** Instructions for it follow that for ints at this distance. */
    static int kind(String type) {
        switch (type.charAt(0)) {
            case 'J':
                return 1;
            case 'F':
                return 2;
            case 'D':
                return 3;
            case 'L':
            case '[':
                return REFERENCE;
            case 'V':
                return REFERENCE + 1;
            default:
                return 0;
        }
    }

    /** For a constant. */
    static String className(String reference) {
        return reference.charAt(0) == 'L' ? reference.substring(1, reference.length() - 1) : reference;
    }

    static String wrapper(String primitive) {
        return "java/lang/" + WRAPPERS[number(primitive)];
    }

    /** The method of its wrapper that gives the value. */
    static String unwrapping(String primitive) {
        return NAMES[number(primitive)] + "Value";
    }

    private static int number(String primitive) {
        int number = PRIMITIVES.indexOf(primitive.charAt(0));
        if (number < 0) {
            throw new IllegalArgumentException("not primitive: " + primitive);
        }
        return number;
    }
}
