package io.resil.agent.weave;

/** Instructions that the weaver writes or changes, and how long each is (JVMS 6.5). */
final class Opcode {

    static final int ACONST_NULL = 1;
    static final int ICONST_0 = 3;
    static final int NOP = 0;
    static final int BIPUSH = 16;
    static final int SIPUSH = 17;
    static final int LDC_W = 19;
    static final int ILOAD = 21;
    static final int ALOAD_0 = 42;
    static final int ISTORE = 54;
    static final int ASTORE = 58;
    static final int ISTORE_0 = 59;
    static final int ASTORE_3 = 78;
    static final int AASTORE = 83;
    static final int POP = 87;
    static final int DUP = 89;
    static final int IINC = 132;
    static final int IFEQ = 153;
    static final int IF_ACMPEQ = 165;
    static final int JSR = 168;
    static final int TABLESWITCH = 170;
    static final int LOOKUPSWITCH = 171;
    static final int IRETURN = 172;
    static final int RETURN = 177;
    static final int GETSTATIC = 178;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESTATIC = 184;
    static final int ANEWARRAY = 189;
    static final int ATHROW = 191;
    static final int CHECKCAST = 192;
    static final int WIDE = 196;
    static final int IFNULL = 198;
    static final int IFNONNULL = 199;
    static final int GOTO_W = 200;
    static final int JSR_W = 201;

    /** Of each instruction, with its operands, in bytes; 0 where it depends. */
    private static final String LENGTHS = "1111111111111111"
            + "2323322222111111"
            + "1111111111111111"
            + "1111112222211111"
            + "1111111111111111"
            + "1111111111111111"
            + "1111111111111111"
            + "1111111111111111"
            + "1111311111111111"
            + "1111111113333333"
            + "3333333332001111"
            + "1133333335532311"
            + "3311043355";

    private Opcode() {}

    /**
     * @param at where the instruction is
     * @param codeStart where the first of its method is
     * @return in bytes, with all operands
     */
    static int length(ClassFile file, int at, int codeStart) {
        int opcode = file.one(at);
        if (opcode >= LENGTHS.length()) {
            throw new IllegalArgumentException("unknown instruction: " + opcode);
        }
        int operands = operandsOfSwitch(at, codeStart);
        switch (opcode) {
            case WIDE:
                return file.one(at + 1) == IINC ? 6 : 4;
            case TABLESWITCH:
                return operands - at + 12 + 4 * (file.four(operands + 8) - file.four(operands + 4) + 1);
            case LOOKUPSWITCH:
                return operands - at + 8 + 8 * file.four(operands + 4);
            default:
                return LENGTHS.charAt(opcode) - '0';
        }
    }

    /** At the next multiple of four, counted from the beginning of the method. */
    static int operandsOfSwitch(int at, int codeStart) {
        return codeStart + (at - codeStart & ~3) + 4;
    }

    static boolean isReturn(int opcode) {
        return opcode >= IRETURN && opcode <= RETURN;
    }

    /** With an offset of two bytes. */
    static boolean isJump(int opcode) {
        return (opcode >= IFEQ && opcode <= JSR) || opcode == IFNULL || opcode == IFNONNULL;
    }

    /** With an offset of four bytes. */
    static boolean isWideJump(int opcode) {
        return opcode == GOTO_W || opcode == JSR_W;
    }

    /** Whether the instruction writes to the first local variable, where {@code this} is. */
    static boolean storesInFirstLocal(ClassFile file, int at) {
        int opcode = file.one(at);
        if (opcode == WIDE) {
            return isStore(file.one(at + 1)) && file.two(at + 2) == 0;
        }
        return (isStore(opcode) && file.one(at + 1) == 0)
                || (opcode >= ISTORE_0 && opcode <= ASTORE_3 && (opcode - ISTORE_0) % 4 == 0);
    }

    private static boolean isStore(int opcode) {
        return opcode >= ISTORE && opcode <= ASTORE;
    }
}
