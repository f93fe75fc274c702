package io.resil.agent.discover;

import io.resil.agent.call.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The hosts seen, a thousand at most. A hash table of fixed size with open addressing, into which entries only come, each
 * by compare-and-set: a lookup takes no lock, writes nothing and allocates nothing.
 *
 * <p>It is keyed by the host as a client spells it, so that nothing has to be folded to look it up; the spellings of one
 * host ({@code Files}, {@code files.}) share an entry. Thread-safe.
 */
final class HostTable {

    static final int MOST_HOSTS = 1000;

    /** That differ from how the host is kept; one more costs a new string at each call, and no memory. */
    private static final int MOST_OTHER_SPELLINGS = 1000;

    /** Never more than half full. */
    private static final int CAPACITY = 4096;

    private final AtomicReferenceArray<@Nullable Spelling> table = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicInteger hosts = new AtomicInteger();
    private final AtomicInteger otherSpellings = new AtomicInteger();
    private final Ticker ticker;
    private final SeenHost others;

    HostTable(Ticker ticker) {
        this.ticker = ticker;
        this.others = new SeenHost("", false, 0, "", ticker.nanos());
    }

    /** The entry of a host; {@link #others()} when there is no room for it, or when it is not a host's name. */
    SeenHost of(String client, boolean https, int port, String host) {
        SeenHost known = find(client, https, port, host);
        return known != null ? known : meet(client, https, port, host);
    }

    /** What there was no room for. */
    SeenHost others() {
        return others;
    }

    List<SeenHost> all() {
        List<SeenHost> all = new ArrayList<>();
        for (int i = 0; i < CAPACITY; i++) {
            Spelling spelling = table.get(i);
            if (spelling != null && spelling.isTheHostsOwn()) {
                all.add(spelling.host);
            }
        }
        return all;
    }

    private @Nullable SeenHost find(String client, boolean https, int port, String host) {
        for (int slot = slot(client, https, port, host); ; slot = next(slot)) {
            Spelling there = table.get(slot);
            if (there == null || there.is(client, https, port, host)) {
                return there == null ? null : there.host;
            }
        }
    }

    private SeenHost meet(String client, boolean https, int port, String host) {
        String name = HostName.canonical(host);
        if (name == null) {
            return others;
        }
        SeenHost known = find(client, https, port, name);
        if (known == null) {
            known = add(new Spelling(name, new SeenHost(client, https, port, name, ticker.nanos())), hosts, MOST_HOSTS);
        }
        if (known != null && !name.equals(host)) {
            add(new Spelling(host, known), otherSpellings, MOST_OTHER_SPELLINGS);
        }
        return known == null ? others : known;
    }

    /** @return what is there now under that key: this, or that of a thread that was first; null when there is no room */
    private @Nullable SeenHost add(Spelling added, AtomicInteger count, int most) {
        if (count.get() >= most || count.incrementAndGet() > most) {
            return null; // the count may go beyond for good, which is as good as full
        }
        SeenHost host = added.host;
        int slot = slot(host.client, host.https, host.port, added.spelling);
        while (!table.compareAndSet(slot, null, added)) {
            Spelling there = table.get(slot);
            if (there != null && there.is(host.client, host.https, host.port, added.spelling)) {
                count.decrementAndGet();
                return there.host;
            }
            slot = next(slot);
        }
        return host;
    }

    private static int slot(String client, boolean https, int port, String host) {
        int hash = (host.hashCode() * 31 + port) * 31 + client.hashCode();
        return ((https ? ~hash : hash) ^ (hash >>> 16)) & (CAPACITY - 1);
    }

    private static int next(int slot) {
        return (slot + 1) & (CAPACITY - 1);
    }

    /** One way in which a client writes a host. */
    private static final class Spelling {
        final String spelling;
        final SeenHost host;

        Spelling(String spelling, SeenHost host) {
            this.spelling = spelling;
            this.host = host;
        }

        boolean is(String client, boolean https, int port, String text) {
            return host.port == port && host.https == https && spelling.equals(text) && host.client.equals(client);
        }

        @SuppressWarnings("ReferenceEquality") // how it is made
        boolean isTheHostsOwn() {
            return spelling == host.name;
        }
    }
}
