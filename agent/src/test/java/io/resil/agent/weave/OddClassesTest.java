package io.resil.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/** Class files as old compilers, shrinkers and accidents leave them. */
class OddClassesTest {

    @Test
    void subroutinesAndWideInstructionsOfOldCompilersAreMoved() throws Exception {
        byte[] original = classWith(Opcodes.V1_5, "(I)I", code -> {
            Label subroutine = new Label();
            Label odd = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitVarInsn(Opcodes.ISTORE, 300);
            code.visitIincInsn(300, 1000);
            code.visitJumpInsn(Opcodes.JSR, subroutine);
            code.visitVarInsn(Opcodes.ILOAD, 300);
            code.visitTableSwitchInsn(1001, 1002, odd, odd, odd);
            code.visitLabel(odd);
            code.visitVarInsn(Opcodes.ILOAD, 300);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(subroutine);
            code.visitVarInsn(Opcodes.ASTORE, 2);
            code.visitIincInsn(300, 1);
            code.visitVarInsn(Opcodes.RET, 2);
        });

        Class<?> woven = defined(weave(original, Point.around("odd", "(", "")));

        Object odd = woven.getConstructor().newInstance();
        assertEquals(1006, woven.getMethod("odd", int.class).invoke(odd, 5));
    }

    @Test
    void jumpsOfFourBytesAreMoved() throws Exception {
        byte[] original = classWith(Opcodes.V1_5, "()I", code -> {
            Label far = new Label();
            code.visitJumpInsn(Opcodes.GOTO, far); // the library makes a wide one of it
            fill(code, 40_000);
            code.visitLabel(far);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
        });

        Class<?> woven = defined(weave(original, Point.around("odd", "(", "")));

        assertEquals(1, woven.getMethod("odd").invoke(woven.getConstructor().newInstance()));
    }

    @Test
    void argumentsMayBeManyAndLong() throws Exception {
        String descriptor = "(" + "J".repeat(40) + "I".repeat(100) + "D".repeat(10) + "[[Ljava/lang/String;)J";
        byte[] original = classWith(Opcodes.V1_8, descriptor, code -> {
            code.visitVarInsn(Opcodes.LLOAD, 1);
            code.visitInsn(Opcodes.LRETURN);
        });

        WovenClass plan = new WovenClass("test", "Odd", Point.around("odd", descriptor, ""));
        byte[] woven = Weaver.weave(plan, original);
        assertEquals(
                Listing.of(AsmWeaver.weave(plan, original)).lines(),
                Listing.of(woven).lines());
        assertNotNull(defined(woven).getDeclaredMethods());
    }

    @Test
    void methodThatWritesOverThisIsRefused() {
        byte[] original = classWith(Opcodes.V1_8, "()Ljava/lang/Object;", code -> {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitVarInsn(Opcodes.ASTORE, 0);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ARETURN);
        });

        assertRefused("writes over this", original, Point.exit("odd", "(", ""));
    }

    @Test
    void jumpThatWouldBeTooFarIsRefused() {
        byte[] original = classWith(Opcodes.V1_5, "(I)V", code -> {
            Label far = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFEQ, far);
            fill(code, 32_700);
            for (int i = 0; i < 20; i++) {
                code.visitInsn(Opcodes.RETURN);
            }
            code.visitLabel(far);
            code.visitInsn(Opcodes.RETURN);
        });

        assertRefused("too far", original, Point.exit("odd", "(", ""));
    }

    @Test
    void methodThatWouldBeTooLongIsRefused() {
        byte[] original = classWith(Opcodes.V1_5, "()V", code -> {
            fill(code, 65_500);
            code.visitInsn(Opcodes.RETURN);
        });

        assertRefused("too long", original, Point.around("odd", "(", ""));
    }

    /** The seam is called with a constant that is a class. */
    @Test
    void classFromBeforeJava5IsRefused() {
        byte[] original = classWith(Opcodes.V1_4, "()V", code -> code.visitInsn(Opcodes.RETURN));

        assertRefused("version 48", original, Point.enter("odd", "(", ""));
    }

    /** The JVM says what is wrong with it; the weaver must come to an end. */
    @Test
    void brokenClassFileEndsInAnException() throws Exception {
        byte[] whole = WeaverTest.subject();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = whole.clone();
            broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt(256);
            try {
                assertNotNull(weave(broken, Point.around("run", "(", ""), Point.around("sum", "(", "")));
            } catch (RuntimeException | MissingPointException e) {
                refused++;
            }
        }
        int count = refused;
        assertTrue(count > 1_000, () -> "only " + count);
    }

    private static void fill(MethodVisitor code, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code.visitInsn(Opcodes.NOP);
        }
    }

    /** A class {@code Odd} with a method {@code odd}. */
    private static byte[] classWith(int version, String descriptor, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        MethodVisitor odd = writer.visitMethod(Opcodes.ACC_PUBLIC, "odd", descriptor, null, null);
        odd.visitCode();
        body.accept(odd);
        odd.visitMaxs(0, Type.getArgumentsAndReturnSizes(descriptor) >> 2);
        odd.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] weave(byte[] original, Point... points) throws MissingPointException {
        return Weaver.weave(new WovenClass("test", "Odd", points), original);
    }

    private static void assertRefused(String reason, byte[] original, Point point) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> weave(original, point));
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    private static Class<?> defined(byte[] woven) {
        return WeaverTest.defined("Odd", woven);
    }
}
