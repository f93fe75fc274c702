package io.resil.agent;

import io.resil.agent.client.Clients;
import io.resil.agent.config.Configuration;
import io.resil.agent.weave.Instrumented;
import io.resil.agent.weave.Weaving;
import io.resil.agent.weave.WovenClass;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Weaves what there is to be woven: little as long as nothing is governed, and the rest when something is. For one thread at a time. */
final class ClientWeaving {

    private final Instrumentation instrumentation;
    private final EngineStart start;
    private final Instrumented instrumented = new Instrumented(new FirstSightLine());
    private final Set<String> woven = new HashSet<>();
    private volatile boolean governs;

    ClientWeaving(Instrumentation instrumentation, EngineStart start) {
        this.instrumentation = instrumentation;
        this.start = start;
    }

    Instrumented instrumented() {
        return instrumented;
    }

    /** Only what has to be known of a platform whose configuration was refused. */
    void weavePlatform(boolean attached) {
        weave(Clients.ofPlatform(), attached);
    }

    /**
     * What was woven before stays. Where there are no services, calls are only counted.
     *
     * @param late whether any class may be loaded already
     */
    void weave(Configuration inForce, boolean late) {
        governs = !inForce.services.isEmpty();
        List<WovenClass> plan = new ArrayList<>(governs ? Clients.all() : Clients.toDiscover());
        if (inForce.status != null && !late) {
            plan.addAll(Clients.ofStatusPage());
        }
        weave(plan, late);
    }

    private void weave(List<WovenClass> plan, boolean late) {
        List<WovenClass> rest = new ArrayList<>();
        for (WovenClass each : plan) {
            if (woven.add(each.name())) {
                rest.add(each);
            }
        }
        if (!rest.isEmpty()) {
            new Weaving(rest, instrumented).install(instrumentation, LoadedBefore.candidates(instrumentation, late));
        }
    }

    /** If its calls are governed: one line when a client library is first woven, and what its calls will need. */
    private final class FirstSightLine implements Instrumented.FirstSight {
        @Override
        public void firstWoven(String client, String className) {
            if (governs && !Clients.isOfPlatform(client)) {
                ResilAgent.say("governs " + client + " (" + className + ")");
                start.begin();
            }
        }
    }
}
