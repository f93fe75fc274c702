package io.resil.agent.weave;

/**
 * The code of one method with calls of the seam in it: a {@code Code} attribute that is written anew (JVMS 4.7.3), its
 * jumps, handlers, frames and tables moved. Attributes of the code that it does not know could hold positions, and are
 * left out; the JVM needs none of them. Not thread-safe.
 */
final class MethodCode {

    private static final int STACK_AT = 6;
    private static final int LENGTH_AT = 10;
    private static final int CODE_AT = 14;

    private static final int MOST = 0xffff;

    /** The first version whose methods have stack maps. */
    private static final int WITH_STACK_MAPS = 50;

    private final ClassFile file;
    private final Constants constants;
    private final Point.Shape shape;
    private final boolean isStatic;

    /** Where the attribute, its first instruction, and what follows its last one are. */
    private final int attribute;

    private final int codeStart;
    private final int codeEnd;

    private final Bytes before = new Bytes(64);
    /** Where the method goes on when the advice lets it. */
    private int proceed;

    private Bytes beforeReturn = new Bytes(0);
    private Bytes whenThrown = new Bytes(0);
    private final Positions positions;

    MethodCode(
            ClassFile file, int attribute, Constants constants, SeamCalls calls, Point.Shape shape, boolean isStatic) {
        this.file = file;
        this.constants = constants;
        this.shape = shape;
        this.isStatic = isStatic;
        this.attribute = attribute;
        this.codeStart = attribute + CODE_AT;
        this.codeEnd = codeStart + file.four(attribute + LENGTH_AT);
        if (shape.enter) {
            before.all(calls.enter());
            proceed = before.size();
            before.all(calls.proceed());
            pad(before);
        }
        if (shape.exit) {
            beforeReturn = pad(calls.returning());
            whenThrown = calls.throwing();
        }
        this.positions = new Positions(before.size(), beforeReturn.size());
        if (shape.exit) {
            findReturns();
        }
    }

    /** See {@link Positions}. */
    private static Bytes pad(Bytes code) {
        while (code.size() % 4 != 0) {
            code.one(Opcode.NOP);
        }
        return code;
    }

    private void findReturns() {
        for (int at = codeStart; at < codeEnd; at += lengthAt(at)) {
            if (Opcode.isReturn(file.one(at))) {
                positions.addReturn(at - codeStart);
            }
            if (!isStatic && Opcode.storesInFirstLocal(file, at)) {
                throw new IllegalArgumentException("the method writes over this");
            }
        }
    }

    private int lengthAt(int at) {
        int length = Opcode.length(file, at, codeStart);
        if (length <= 0 || at + length > codeEnd) {
            throw new IllegalArgumentException("instruction of the length " + length);
        }
        return length;
    }

    void writeTo(Bytes to) {
        int start = to.size();
        to.all(file.bytes, attribute, CODE_AT);
        to.setTwo(
                start + STACK_AT,
                Math.max(file.two(attribute + STACK_AT) + SeamCalls.STACK_MORE, SeamCalls.STACK_BEFORE));
        writeInstructions(to);
        int length = to.size() - start - CODE_AT;
        if (length > MOST) {
            throw new IllegalArgumentException("the method would be too long: " + length + " bytes");
        }
        to.setFour(start + LENGTH_AT, length);
        writeTables(to);
        to.setFour(start + 2, to.size() - start - 6);
    }

    private void writeInstructions(Bytes to) {
        to.all(before);
        for (int at = codeStart; at < codeEnd; ) {
            int length = lengthAt(at);
            int opcode = file.one(at);
            if (Opcode.isReturn(opcode)) {
                to.all(beforeReturn);
            }
            int written = to.size();
            to.all(file.bytes, at, length);
            if (Opcode.isJump(opcode)) {
                to.setTwo(written + 1, near(moved(at, (short) file.two(at + 1))));
            } else if (Opcode.isWideJump(opcode)) {
                to.setFour(written + 1, moved(at, file.four(at + 1)));
            } else if (opcode == Opcode.TABLESWITCH || opcode == Opcode.LOOKUPSWITCH) {
                moveSwitch(to, written - at, at, at + length);
            }
            at += length;
        }
        to.all(whenThrown);
    }

    /** @return the offset of a jump from there, as it is now */
    private int moved(int at, int offset) {
        int from = at - codeStart;
        return positions.of(from + offset) - positions.of(from);
    }

    private static int near(int offset) {
        if (offset != (short) offset) {
            throw new IllegalArgumentException("a jump would be too far: " + offset + " bytes");
        }
        return offset;
    }

    /** @param distance from a place in the class file to where the same is written */
    private void moveSwitch(Bytes to, int distance, int at, int end) {
        int operands = Opcode.operandsOfSwitch(at, codeStart);
        int step = file.one(at) == Opcode.TABLESWITCH ? 4 : 8; // the other has a key before each offset
        moveOffset(to, distance, at, operands);
        for (int each = operands + 12; each < end; each += step) {
            moveOffset(to, distance, at, each);
        }
    }

    private void moveOffset(Bytes to, int distance, int at, int operand) {
        to.setFour(operand + distance, moved(at, file.four(operand)));
    }

    /** Handlers, and what is known of positions. */
    private void writeTables(Bytes to) {
        int handlers = file.two(codeEnd);
        to.two(shape.exit ? handlers + 1 : handlers);
        int at = codeEnd + 2;
        for (int left = handlers; left > 0; left--) {
            to.two(movedTo(at)).two(movedTo(at + 2)).two(movedTo(at + 4)).two(file.two(at + 6));
            at += 8;
        }
        if (shape.exit) {
            to.two(before.size()).two(endOfBody()).two(endOfBody()).two(0);
        }
        writeAttributes(to, at);
    }

    private int movedTo(int at) {
        return positions.of(file.two(at));
    }

    private int endOfBody() {
        return positions.of(codeEnd - codeStart);
    }

    private void writeAttributes(Bytes to, int attributes) {
        int countAt = to.size();
        int count = 0;
        int frames = 0;
        int name = 0;
        to.two(0);
        int at = attributes + 2;
        for (int left = file.two(attributes); left > 0; left--) {
            int kind = file.two(at);
            if (file.is(kind, "StackMapTable")) {
                name = kind;
                frames = at + 6;
            } else if (file.is(kind, "LineNumberTable")) {
                writeLines(to, at);
                count++;
            } else if (file.startsWith(kind, "LocalVariableT")) { // LocalVariableTable, LocalVariableTypeTable
                writeVariables(to, at);
                count++;
            }
            at = file.endOfAttribute(at);
        }
        if (file.majorVersion() >= WITH_STACK_MAPS) {
            writeFrames(to, name == 0 ? constants.text("StackMapTable") : name, frames);
            count++;
        }
        to.setTwo(countAt, count);
    }

    private void writeLines(Bytes to, int at) {
        int count = file.two(at + 6);
        to.all(file.bytes, at, 8);
        for (int each = at + 8; each < at + 8 + 4 * count; each += 4) {
            to.two(movedTo(each)).two(file.two(each + 2));
        }
    }

    /** The types of variables are in a table of the same form. */
    private void writeVariables(Bytes to, int at) {
        int count = file.two(at + 6);
        to.all(file.bytes, at, 8);
        for (int each = at + 8; each < at + 8 + 10 * count; each += 10) {
            int from = movedTo(each);
            int end = positions.of(file.two(each) + file.two(each + 2));
            to.two(from).two(end - from).all(file.bytes, each + 4, 6);
        }
    }

    /** @param table of the frames that the method had, or 0 */
    private void writeFrames(Bytes to, int name, int table) {
        StackFrames frames = new StackFrames(file, positions);
        if (shape.enter) {
            frames.oneOnStack(proceed, constants.classNamed("java/lang/Object"));
        }
        if (table > 0) {
            frames.moved(table);
        }
        if (shape.exit) {
            int throwable = constants.classNamed("java/lang/Throwable");
            frames.onlyThis(endOfBody(), isStatic, file.thisClass(), throwable);
        }
        frames.writeTo(to, name);
    }
}
