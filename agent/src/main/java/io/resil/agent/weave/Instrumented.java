package io.resil.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of each class of a client that was seen: the answer to "why is this client not covered". Thread-safe. */
public final class Instrumented {

    /** A woven class was seen the first time; a line for the log. */
    public interface FirstSight {
        void firstWoven(String client, String className);
    }

    private final List<Entry> entries = new ArrayList<>();
    private final FirstSight firstSight;

    public Instrumented(FirstSight firstSight) {
        this.firstSight = firstSight;
    }

    void woven(WovenClass plan, @Nullable ClassLoader loader) {
        if (add(new Entry(plan, loader, null))) {
            firstSight.firstWoven(plan.client(), plan.name());
        }
    }

    void notWoven(WovenClass plan, @Nullable ClassLoader loader, String reason) {
        add(new Entry(plan, loader, reason));
    }

    /** Whether it is the first of its client to be woven. */
    private synchronized boolean add(Entry entry) {
        boolean first = entry.reason == null;
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (other.isSameAs(entry)) {
                entries.set(i, entry.keepingCalls(other));
                return false;
            }
            first &= other.reason != null || !other.plan.client().equals(entry.plan.client());
        }
        entries.add(entry);
        return first;
    }

    /** Counts the calls of a woven class. */
    public synchronized LongAdder callsOf(Class<?> woven) {
        for (Entry entry : entries) {
            if (entry.plan.name().equals(woven.getName())
                    && entry.loader.equals(Entry.describe(woven.getClassLoader()))) {
                return entry.calls;
            }
        }
        return new LongAdder();
    }

    /** One line for each class: client, class, loader, woven or why not, calls seen. */
    public synchronized String[] lines() {
        String[] lines = new String[entries.size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = entries.get(i).toString();
        }
        return lines;
    }

    /** Names its loader without holding it. */
    private static final class Entry {
        final WovenClass plan;
        final String loader;
        final @Nullable String reason;
        final LongAdder calls;

        Entry(WovenClass plan, @Nullable ClassLoader loader, @Nullable String reason) {
            this(plan, describe(loader), reason, new LongAdder());
        }

        private Entry(WovenClass plan, String loader, @Nullable String reason, LongAdder calls) {
            this.plan = plan;
            this.loader = loader;
            this.reason = reason;
            this.calls = calls;
        }

        Entry keepingCalls(Entry before) {
            return new Entry(plan, loader, reason, before.calls);
        }

        static String describe(@Nullable ClassLoader loader) {
            return loader == null
                    ? "boot"
                    : loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
        }

        boolean isSameAs(Entry other) {
            return plan.name().equals(other.plan.name()) && loader.equals(other.loader);
        }

        @Override
        public String toString() {
            return plan.client() + ", " + plan.name() + ", " + loader + ", "
                    + (reason == null ? "woven, " + calls.sum() + " calls" : "not woven: " + reason);
        }
    }
}
