package io.resil.benchmarks.start;

/** An application that does nothing. */
public final class Hello {

    private Hello() {}

    public static void main(String[] args) throws Exception {
        long begun = System.nanoTime();
        System.out.println("Hello World");
        Report.print(begun, begun);
    }
}
