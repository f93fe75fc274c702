package io.resil.agent.weave;

import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves with a library that knows all of class files: what {@link Weaver} makes is held against it. */
final class AsmWeaver {

    private AsmWeaver() {}

    /**
     * @return the woven class
     * @throws MissingPointException when a point has no method in it
     */
    static byte[] weave(WovenClass plan, byte[] original) throws MissingPointException {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        PointFinder finder = new PointFinder(writer, plan.points());
        reader.accept(finder, 0);
        finder.requireAll();
        return writer.toByteArray();
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
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
            for (int i = 0; hasCode && i < points.size(); i++) {
                if (isAt(points.get(i), name, descriptor)) {
                    found.set(i);
                    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                    return new AsmSeamCalls(next, owner, isStatic, descriptor, i, points.get(i).shape);
                }
            }
            return next;
        }

        private static boolean isAt(Point point, String name, String descriptor) {
            return point.method.equals(name) && descriptor.startsWith(point.descriptor);
        }

        void requireAll() throws MissingPointException {
            int missing = found.nextClearBit(0);
            if (missing < points.size()) {
                throw new MissingPointException(points.get(missing));
            }
        }
    }
}
