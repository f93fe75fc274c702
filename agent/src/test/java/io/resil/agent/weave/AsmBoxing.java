package io.resil.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** As {@code Types}, with the library: instructions that turn primitives on the stack into objects and back. */
final class AsmBoxing {

    private AsmBoxing() {}

    static void push(MethodVisitor to, int value) {
        if (value <= 5) {
            to.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value > Byte.MAX_VALUE) {
            to.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            to.visitIntInsn(Opcodes.BIPUSH, value);
        }
    }

    static void box(MethodVisitor to, Type type) {
        if (isPrimitive(type)) {
            String wrapper = wrapper(type);
            String descriptor = "(" + type.getDescriptor() + ")L" + wrapper + ";";
            to.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        }
    }

    static void unbox(MethodVisitor to, Type type) {
        if (isPrimitive(type)) {
            String wrapper = wrapper(type);
            to.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
            to.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, wrapper, type.getClassName() + "Value", "()" + type.getDescriptor(), false);
        } else {
            to.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static String wrapper(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.FLOAT -> "java/lang/Float";
            case Type.LONG -> "java/lang/Long";
            case Type.DOUBLE -> "java/lang/Double";
            default -> throw new IllegalArgumentException("no wrapper for " + type);
        };
    }
}
