package io.resil.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Instructions that turn primitives on the stack into objects and back. */
final class Boxing {

    private Boxing() {}

    static void push(MethodVisitor to, int value) {
        if (value <= 5) {
            to.visitInsn(Opcodes.ICONST_0 + value);
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
        switch (type.getSort()) {
            case Type.BOOLEAN:
                return "java/lang/Boolean";
            case Type.CHAR:
                return "java/lang/Character";
            case Type.BYTE:
                return "java/lang/Byte";
            case Type.SHORT:
                return "java/lang/Short";
            case Type.INT:
                return "java/lang/Integer";
            case Type.FLOAT:
                return "java/lang/Float";
            case Type.LONG:
                return "java/lang/Long";
            case Type.DOUBLE:
                return "java/lang/Double";
            default:
                throw new IllegalArgumentException("no wrapper for " + type);
        }
    }
}
