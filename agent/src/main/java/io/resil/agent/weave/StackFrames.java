package io.resil.agent.weave;

/**
 * The stack map of a woven method: its own frames, moved, and those of the inserted code, in the order of their
 * positions (JVMS 4.7.4). Not thread-safe.
 */
final class StackFrames {

    private static final int SAME_LAST = 63;
    private static final int ONE_ON_STACK_LAST = 127;
    private static final int ONE_ON_STACK = 247;
    private static final int SAME = 251;
    private static final int FULL = 255;

    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private final ClassFile file;
    private final Positions positions;
    private final Bytes frames = new Bytes(256);
    private int count;
    private int last = -1;
    private int at;

    StackFrames(ClassFile file, Positions positions) {
        this.file = file;
        this.positions = positions;
    }

    /** The local variables are as before, and an object of that class on the stack. */
    void oneOnStack(int position, int classConstant) {
        begin(ONE_ON_STACK, position);
        frames.one(OBJECT).two(classConstant);
    }

    /** Nothing is known but {@code this}, where there is one, and one object on the stack. */
    void onlyThis(int position, boolean isStatic, int thisClass, int classConstant) {
        begin(FULL, position);
        if (isStatic) {
            frames.two(0);
        } else {
            frames.two(1).one(OBJECT).two(thisClass);
        }
        frames.two(1).one(OBJECT).two(classConstant);
    }

    /** @param table where the number of frames is in the attribute of the method as it was */
    void moved(int table) {
        at = table + 2;
        int position = -1;
        for (int left = file.two(table); left > 0; left--) {
            position = moveOne(position);
        }
    }

    /** @return the position of the frame in the method as it was */
    private int moveOne(int previous) {
        int type = file.one(at++);
        if (type <= SAME_LAST) {
            return begin(SAME, previous, type);
        }
        if (type <= ONE_ON_STACK_LAST) {
            int position = begin(ONE_ON_STACK, previous, type - SAME_LAST - 1);
            copyTypes(1);
            return position;
        }
        if (type < ONE_ON_STACK) {
            throw new IllegalArgumentException("unknown kind of stack map frame: " + type);
        }
        int position = begin(type, previous, takeTwo());
        if (type == ONE_ON_STACK) {
            copyTypes(1);
        } else if (type == FULL) {
            copyList();
            copyList();
        } else if (type > SAME) {
            copyTypes(type - SAME);
        }
        return position;
    }

    /** Each frame has the distance from the one before, less one, but the first. */
    private int begin(int type, int previous, int distance) {
        int position = previous + 1 + distance;
        begin(type, positions.of(position));
        return position;
    }

    private void begin(int type, int position) {
        frames.one(type).two(position - last - 1);
        last = position;
        count++;
    }

    private void copyList() {
        int length = takeTwo();
        frames.two(length);
        copyTypes(length);
    }

    private void copyTypes(int number) {
        for (int left = number; left > 0; left--) {
            int tag = file.one(at++);
            frames.one(tag);
            if (tag == OBJECT) {
                frames.two(takeTwo());
            } else if (tag == UNINITIALIZED) {
                frames.two(positions.of(takeTwo())); // where it was made
            }
        }
    }

    private int takeTwo() {
        at += 2;
        return file.two(at - 2);
    }

    /** The attribute. */
    void writeTo(Bytes to, int name) {
        to.two(name).four(2 + frames.size()).two(count).all(frames);
    }
}
