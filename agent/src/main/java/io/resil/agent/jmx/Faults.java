package io.resil.agent.jmx;

/** Takes note of what went wrong with our MBeans; the application must not notice it. Thread-safe. */
public interface Faults {

    void fault(String place, Throwable fault);
}
