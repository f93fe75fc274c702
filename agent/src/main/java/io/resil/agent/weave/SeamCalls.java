package io.resil.agent.weave;

/**
 * The calls of the seam that are inserted into one method. As Java, and with both shapes:
 *
 * <pre>
 *   Object result = Seam.enter(Woven.class, point, this, new Object[] {a, b});
 *   if (result != Seam.PROCEED) return (R) result;
 *   try {
 *       ... return (R) Seam.returning(r, Woven.class, point, this);
 *   } catch (Throwable failure) {
 *       Seam.throwing(failure, Woven.class, point, this);
 *       throw failure;
 *   }
 * </pre>
 */
final class SeamCalls {

    /** Places on the stack that the call before a method takes: class, point, this, the array twice, an index, a long. */
    static final int STACK_BEFORE = 8;

    /** Places that the others take beside what is there: class, point, this, and a result where the method has none. */
    static final int STACK_MORE = 4;

    private static final String SEAM = "io/resil/bootstrap/Seam";
    private static final String OBJECT = "java/lang/Object";
    private static final String OBJECT_TYPE = "Ljava/lang/Object;";

    private final Constants constants;
    private final int thisClass;
    private final boolean isStatic;
    private final String descriptor;
    private final String returned;
    private final int point;

    /**
     * @param thisClass the constant of the woven class
     * @param descriptor of the method
     */
    SeamCalls(Constants constants, int thisClass, boolean isStatic, String descriptor, int point) {
        this.constants = constants;
        this.thisClass = thisClass;
        this.isStatic = isStatic;
        this.descriptor = descriptor;
        this.returned = descriptor.substring(descriptor.indexOf(')') + 1);
        this.point = point;
    }

    /** Before the first instruction, until where it is known what to do. */
    Bytes enter() {
        Bytes code = new Bytes(64);
        place(code);
        arguments(code);
        int enter = constants.method(
                SEAM, "enter", "(Ljava/lang/Class;I" + OBJECT_TYPE + "[" + OBJECT_TYPE + ")" + OBJECT_TYPE);
        code.one(Opcode.INVOKESTATIC).two(enter);
        code.one(Opcode.DUP).one(Opcode.GETSTATIC).two(constants.field(SEAM, "PROCEED", OBJECT_TYPE));
        int jump = code.size();
        code.one(Opcode.IF_ACMPEQ).two(0);
        result(code);
        code.one(Opcode.IRETURN + Types.kind(returned));
        code.setTwo(jump + 1, code.size() - jump);
        return code;
    }

    /** After that, with what it returned on the stack. */
    Bytes proceed() {
        return new Bytes(4).one(Opcode.POP);
    }

    /** Before an instruction that returns. */
    Bytes returning() {
        Bytes code = new Bytes(32);
        if (Types.isVoid(returned)) {
            code.one(Opcode.ACONST_NULL);
        } else {
            wrap(code, returned);
        }
        place(code);
        int returning = constants.method(
                SEAM, "returning", "(" + OBJECT_TYPE + "Ljava/lang/Class;I" + OBJECT_TYPE + ")" + OBJECT_TYPE);
        code.one(Opcode.INVOKESTATIC).two(returning);
        result(code);
        return code;
    }

    /** With what was thrown on the stack. */
    Bytes throwing() {
        Bytes code = new Bytes(32).one(Opcode.DUP);
        place(code);
        int throwing =
                constants.method(SEAM, "throwing", "(Ljava/lang/Throwable;Ljava/lang/Class;I" + OBJECT_TYPE + ")V");
        return code.one(Opcode.INVOKESTATIC).two(throwing).one(Opcode.ATHROW);
    }

    /** The class, the point, and the object it is called on. */
    private void place(Bytes code) {
        code.one(Opcode.LDC_W).two(thisClass);
        push(code, point);
        code.one(isStatic ? Opcode.ACONST_NULL : Opcode.ALOAD_0);
    }

    private void arguments(Bytes code) {
        int count = 0;
        for (int at = 1; descriptor.charAt(at) != ')'; at = Types.end(descriptor, at)) {
            count++;
        }
        push(code, count);
        code.one(Opcode.ANEWARRAY).two(constants.classNamed(OBJECT));
        int local = isStatic ? 0 : 1;
        int at = 1;
        for (int i = 0; i < count; i++) {
            int end = Types.end(descriptor, at);
            String type = descriptor.substring(at, end);
            code.one(Opcode.DUP);
            push(code, i);
            code.one(Opcode.ILOAD + Types.kind(type)).one(local);
            wrap(code, type);
            code.one(Opcode.AASTORE);
            local += Types.size(type);
            at = end;
        }
    }

    private static void push(Bytes code, int value) {
        if (value <= 5) {
            code.one(Opcode.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            code.one(Opcode.BIPUSH).one(value);
        } else {
            code.one(Opcode.SIPUSH).two(value);
        }
    }

    private void wrap(Bytes code, String type) {
        if (Types.isPrimitive(type)) {
            String wrapper = Types.wrapper(type);
            code.one(Opcode.INVOKESTATIC).two(constants.method(wrapper, "valueOf", "(" + type + ")L" + wrapper + ";"));
        }
    }

    /** What the seam returned, as the method returns it. */
    private void result(Bytes code) {
        if (Types.isVoid(returned)) {
            code.one(Opcode.POP);
        } else if (Types.isPrimitive(returned)) {
            String wrapper = Types.wrapper(returned);
            code.one(Opcode.CHECKCAST).two(constants.classNamed(wrapper));
            int value = constants.method(wrapper, Types.unwrapping(returned), "()" + returned);
            code.one(Opcode.INVOKEVIRTUAL).two(value);
        } else {
            code.one(Opcode.CHECKCAST).two(constants.classNamed(Types.className(returned)));
        }
    }
}
