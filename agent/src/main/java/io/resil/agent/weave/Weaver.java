package io.resil.agent.weave;

import io.resil.bootstrap.Seam;
import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts calls of the {@link Seam} into methods. Knows three shapes and nothing of any client; adds no field and no
 * method, so that a class can be woven after it was loaded, before or after other agents. Stateless.
 */
final class Weaver {

    /** Where the class file keeps its major version. */
    private static final int MAJOR = 7;

    private Weaver() {}

    /**
     * @return the woven class
     * @throws MissingPointException when a point has no method in it
     */
    static byte[] weave(WovenClass plan, byte[] original) throws MissingPointException {
        byte major = original[MAJOR];
        ClassReader reader = new ClassReader(readable(original));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        PointFinder finder = new PointFinder(writer, plan.points());
        reader.accept(finder, 0);
        finder.requireAll();
        byte[] woven = writer.toByteArray();
        woven[MAJOR] = major;
        return woven;
    }

    /** A JVM newer than the library has newer class files, of a form that has not changed where we look. */
    private static byte[] readable(byte[] original) {
        int newest = Opcodes.V25 & 0xFF;
        if ((original[MAJOR] & 0xFF) <= newest) {
            return original;
        }
        byte[] lowered = original.clone();
        lowered[MAJOR] = (byte) newest;
        return lowered;
    }

    private static final class PointFinder extends ClassVisitor {

        private final List<Point> points;
        private final BitSet found = new BitSet();
        private String owner = "";

        PointFinder(ClassVisitor next, List<Point> points) {
            super(Opcodes.ASM9, next);
            this.points = points;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            owner = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
            for (int i = 0; hasCode && i < points.size(); i++) {
                if (points.get(i).isAt(name, descriptor)) {
                    found.set(i);
                    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                    return new SeamCalls(next, owner, isStatic, descriptor, i, points.get(i).shape);
                }
            }
            return next;
        }

        void requireAll() throws MissingPointException {
            int missing = found.nextClearBit(0);
            if (missing < points.size()) {
                throw new MissingPointException(points.get(missing));
            }
        }
    }
}
