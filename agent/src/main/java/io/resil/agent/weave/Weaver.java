package io.resil.agent.weave;

import io.resil.bootstrap.Seam;
import java.util.BitSet;
import java.util.List;

/**
 * Puts calls of the {@link Seam} into methods. Knows three shapes and nothing of any client; adds no field and no
 * method, so that a class can be woven after it was loaded, before or after other agents. All but the woven methods is
 * copied byte by byte: docs/decisions/0014-weaving-by-hand.md. Not thread-safe.
 */
final class Weaver {

    private static final int STATIC = 0x0008;
    private static final int BRIDGE_NATIVE_OR_ABSTRACT = 0x0040 | 0x0100 | 0x0400;

    /** Java 5, the first whose classes are constants. */
    private static final int OLDEST_VERSION = 49;

    private final ClassFile file;
    private final List<Point> points;
    private final Constants constants;
    private final BitSet found = new BitSet();

    private Weaver(ClassFile file, List<Point> points) {
        this.file = file;
        this.points = points;
        this.constants = new Constants(file.constants());
    }

    /**
     * @return the woven class
     * @throws MissingPointException when a point has no method in it
     * @throws RuntimeException when the class file is not as it should be, or a method cannot take the calls
     */
    static byte[] weave(WovenClass plan, byte[] original) throws MissingPointException {
        return new Weaver(new ClassFile(original), plan.points()).weave();
    }

    private byte[] weave() throws MissingPointException {
        if (file.majorVersion() < OLDEST_VERSION) {
            throw new IllegalArgumentException("class file of version " + file.majorVersion());
        }
        Bytes rest = methodsAndWhatSurroundsThem();
        int missing = found.nextClearBit(0);
        if (missing < points.size()) {
            throw new MissingPointException(points.get(missing));
        }
        int poolStart = file.poolStart();
        Bytes added = constants.bytes();
        return new Bytes(file.poolEnd() + added.size() + rest.size())
                .all(file.bytes, 0, poolStart - 2)
                .two(constants.count())
                .all(file.bytes, poolStart, file.poolEnd() - poolStart)
                .all(added)
                .all(rest)
                .toArray();
    }

    /** Everything behind the constants. */
    private Bytes methodsAndWhatSurroundsThem() {
        Bytes rest = new Bytes(file.bytes.length + 1024);
        int copied = file.poolEnd();
        int methods = file.methods();
        int at = methods + 2;
        for (int left = file.two(methods); left > 0; left--) {
            int end = file.endOfMember(at);
            int point = pointAt(at);
            if (point >= 0) {
                found.set(point);
                rest.all(file.bytes, copied, at - copied);
                writeMethod(rest, at, end, point);
                copied = end;
            }
            at = end;
        }
        return rest.all(file.bytes, copied, file.bytes.length - copied);
    }

    /** @return of the method there; negative when it has none */
    private int pointAt(int method) {
        if ((file.two(method) & BRIDGE_NATIVE_OR_ABSTRACT) != 0) {
            return -1;
        }
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).isAt(file, file.two(method + 2), file.two(method + 4))) {
                return i;
            }
        }
        return -1;
    }

    private void writeMethod(Bytes to, int method, int end, int point) {
        boolean isStatic = (file.two(method) & STATIC) != 0;
        String descriptor = file.text(file.two(method + 4));
        SeamCalls calls = new SeamCalls(constants, file.thisClass(), isStatic, descriptor, point);
        int at = file.attributesOfMember(method) + 2;
        to.all(file.bytes, method, at - method);
        while (at < end) {
            int next = file.endOfAttribute(at);
            if (file.is(file.two(at), "Code")) {
                new MethodCode(file, at, constants, calls, points.get(point).shape, isStatic).writeTo(to);
            } else {
                to.all(file.bytes, at, next - at);
            }
            at = next;
        }
    }
}
