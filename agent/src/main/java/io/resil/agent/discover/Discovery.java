package io.resil.agent.discover;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What was seen of the hosts that no service covers. Thread-safe. */
public final class Discovery {

    private final HostTable hosts;
    private final Ticker ticker;

    public Discovery(Ticker ticker) {
        this.ticker = ticker;
        this.hosts = new HostTable(ticker);
    }

    /**
     * A place where calls of a client are counted.
     *
     * @param client its name, as it is shown
     */
    public Funnel funnel(String client, Environment environment) {
        return new HostFunnel(client, hosts, environment, ticker);
    }

    /** One line for each host and client, those with the most calls first, and one for those there was no room for. */
    public List<String> lines() {
        long now = ticker.nanos();
        List<String> lines = new ArrayList<>();
        for (HostSnapshot host : sorted(now)) {
            lines.add(HostLine.of(host));
        }
        HostSnapshot others = hosts.others().snapshot(now);
        if (others.calls() > 0) {
            lines.add(HostLine.ofOthers(others, HostTable.MOST_HOSTS));
        }
        return lines;
    }

    /**
     * A configuration to start from, each number with its evidence; what was seen too rarely is commented out.
     *
     * @param version of the agent
     * @param takenIds of services there are already
     */
    public String suggestion(String version, Collection<String> takenIds) {
        return new Suggestion(version, takenIds).of(sorted(ticker.nanos()));
    }

    private List<HostSnapshot> sorted(long now) {
        List<HostSnapshot> snapshots = new ArrayList<>();
        for (SeenHost host : hosts.all()) {
            snapshots.add(host.snapshot(now));
        }
        Collections.sort(snapshots, HostSnapshot.BUSIEST_FIRST);
        return snapshots;
    }
}
