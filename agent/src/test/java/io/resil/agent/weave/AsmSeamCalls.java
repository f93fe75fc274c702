package io.resil.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * As {@code SeamCalls}, with the library. The stack map frames are written by hand, which is possible as the calls stand
 * where nothing but the arguments is live.
 */
final class AsmSeamCalls extends MethodVisitor {

    private static final String SEAM = "io/resil/bootstrap/Seam";
    private static final String OBJECT = "Ljava/lang/Object;";

    private final String owner;
    private final boolean isStatic;
    private final Type[] parameters;
    private final Type returned;
    private final int point;
    private final Point.Shape shape;
    private final Label bodyStart = new Label();

    AsmSeamCalls(MethodVisitor next, String owner, boolean isStatic, String descriptor, int point, Point.Shape shape) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        this.isStatic = isStatic;
        this.parameters = Type.getArgumentTypes(descriptor);
        this.returned = Type.getReturnType(descriptor);
        this.point = point;
        this.shape = shape;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (shape.enter) {
            writeEnter();
        }
        super.visitLabel(bodyStart);
    }

    @Override
    public void visitInsn(int opcode) {
        if (shape.exit && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            writeReturn();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (shape.exit) {
            writeCatch();
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void writeEnter() {
        loadPlace();
        loadArguments();
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                SEAM,
                "enter",
                "(Ljava/lang/Class;I" + OBJECT + "[" + OBJECT + ")" + OBJECT,
                false);
        Label proceed = new Label();
        super.visitInsn(Opcodes.DUP);
        super.visitFieldInsn(Opcodes.GETSTATIC, SEAM, "PROCEED", OBJECT);
        super.visitJumpInsn(Opcodes.IF_ACMPEQ, proceed);
        unboxResult();
        super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
        super.visitLabel(proceed);
        super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
        super.visitInsn(Opcodes.POP);
    }

    private void writeReturn() {
        if (returned.getSort() == Type.VOID) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            AsmBoxing.box(mv, returned);
        }
        loadPlace();
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                SEAM,
                "returning",
                "(" + OBJECT + "Ljava/lang/Class;I" + OBJECT + ")" + OBJECT,
                false);
        unboxResult();
    }

    private void writeCatch() {
        Label bodyEnd = new Label();
        super.visitLabel(bodyEnd);
        super.visitTryCatchBlock(bodyStart, bodyEnd, bodyEnd, null);
        Object[] locals = isStatic ? new Object[0] : new Object[] {owner};
        super.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        super.visitInsn(Opcodes.DUP);
        loadPlace();
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                SEAM,
                "throwing",
                "(Ljava/lang/Throwable;Ljava/lang/Class;I" + OBJECT + ")V",
                false);
        super.visitInsn(Opcodes.ATHROW);
    }

    /** The class, the point, and the object it is called on. */
    private void loadPlace() {
        super.visitLdcInsn(Type.getObjectType(owner));
        AsmBoxing.push(mv, point);
        if (isStatic) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    private void loadArguments() {
        AsmBoxing.push(mv, parameters.length);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        int local = isStatic ? 0 : 1;
        for (int i = 0; i < parameters.length; i++) {
            super.visitInsn(Opcodes.DUP);
            AsmBoxing.push(mv, i);
            super.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), local);
            AsmBoxing.box(mv, parameters[i]);
            super.visitInsn(Opcodes.AASTORE);
            local += parameters[i].getSize();
        }
    }

    private void unboxResult() {
        if (returned.getSort() == Type.VOID) {
            super.visitInsn(Opcodes.POP);
        } else {
            AsmBoxing.unbox(mv, returned);
        }
    }
}
