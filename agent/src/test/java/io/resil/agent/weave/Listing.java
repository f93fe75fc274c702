package io.resil.agent.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What a class file says, line by line, so that two of them can be compared: constants by their value, positions by what
 * is there, frames in full. Without instructions that do nothing.
 */
final class Listing extends ClassVisitor {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> most = new HashMap<>();

    private Listing() {
        super(Opcodes.ASM9);
    }

    static Listing of(byte[] classFile) {
        Listing listing = new Listing();
        new ClassReader(classFile).accept(listing, ClassReader.EXPAND_FRAMES);
        return listing;
    }

    List<String> lines() {
        return lines;
    }

    /** What each method may have of local variables and on the stack: a library finds the least that will do. */
    Map<String, Integer> most() {
        return most;
    }

    private void add(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(word instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(word))
                    .append(' ');
        }
        lines.add(line.toString());
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        add("class", version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(String source, String debug) {
        add("source", source, debug);
    }

    @Override
    public void visitInnerClass(String name, String outerName, String innerName, int access) {
        add("inner", name, outerName, innerName, access);
    }

    @Override
    public void visitNestMember(String nestMember) {
        add("member", nestMember);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        add("field", access, name, descriptor, signature, value);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        add("method", access, name, descriptor, signature, exceptions);
        return new Code(name + descriptor);
    }

    private final class Code extends MethodVisitor {

        private final String method;
        private final Map<Label, Integer> labels = new HashMap<>();

        Code(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        private int number(Label label) {
            labels.putIfAbsent(label, labels.size());
            return labels.get(label);
        }

        private Object[] numbers(Label... all) {
            return Arrays.stream(all).map(this::number).toArray();
        }

        private Object[] types(int count, Object[] all) {
            return Arrays.stream(all, 0, count)
                    .map(each -> each instanceof Label label ? "new " + number(label) : each)
                    .toArray();
        }

        @Override
        public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
            add("frame", types(numLocal, local), types(numStack, stack));
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode != Opcodes.NOP) {
                add(opcode);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            add(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int varIndex) {
            add(opcode, varIndex);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            add(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            add("invokedynamic", name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            add(opcode, number(label));
        }

        @Override
        public void visitLabel(Label label) {
            add("label", number(label));
        }

        @Override
        public void visitLdcInsn(Object value) {
            add("ldc", value);
        }

        @Override
        public void visitIincInsn(int varIndex, int increment) {
            add("iinc", varIndex, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label dflt, Label... targets) {
            add("tableswitch", min, max, number(dflt), numbers(targets));
        }

        @Override
        public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] targets) {
            add("lookupswitch", Arrays.toString(keys), number(dflt), numbers(targets));
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int numDimensions) {
            add("multianewarray", descriptor, numDimensions);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            add("try", number(start), number(end), number(handler), type);
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, String signature, Label start, Label end, int index) {
            add("variable", name, descriptor, signature, number(start), number(end), index);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            add("line", line, number(start));
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            most.put("stack of " + method, maxStack);
            most.put("locals of " + method, maxLocals);
        }
    }
}
