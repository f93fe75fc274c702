package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots<Object> slots = new Slots<>();

    private Set<Object> content() {
        Set<Object> content = new HashSet<>();
        slots.forEach((slot, thing) -> assertTrue(content.add(thing), "seen twice"));
        return content;
    }

    @Property(tries = 50)
    void keepsWhatWasPutUntilItIsRemoved(@ForAll @IntRange(min = 0, max = 20_000) int count) {
        List<Integer> things = IntStream.range(0, count).boxed().toList();
        Slots<Integer> many = new Slots<>();
        List<Integer> places = things.stream().map(many::put).toList();
        Set<Integer> seen = new HashSet<>();
        many.forEach((slot, thing) -> {
            assertEquals(places.get(thing), slot);
            seen.add(thing);
        });
        assertEquals(count, seen.size());
        things.forEach(thing -> assertTrue(many.remove(places.get(thing), thing)));
        many.forEach((slot, thing) -> {
            throw new AssertionError(thing + " is still there");
        });
    }

    @Test
    void slotIsUsedAgain() {
        Object first = new Object();
        int slot = slots.put(first);
        slots.remove(slot, first);
        assertEquals(slot, slots.put(new Object()));
    }

    @Test
    void onlyOneRemoves() {
        Object thing = new Object();
        int slot = slots.put(thing);
        assertTrue(slots.remove(slot, thing));
        assertFalse(slots.remove(slot, thing));
        Object other = new Object();
        assertEquals(slot, slots.put(other));
        assertFalse(slots.remove(slot, thing));
        assertEquals(Set.of(other), content());
    }

    @Test
    void threadsDoNotLoseEachOthersThings() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> busy = () -> {
                for (int round = 0; round < 200; round++) {
                    List<Object> things = new ArrayList<>();
                    List<Integer> places = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        Object thing = new Object();
                        things.add(thing);
                        places.add(slots.put(thing));
                    }
                    for (int i = 0; i < 100; i++) {
                        assertTrue(slots.remove(places.get(i), things.get(i)));
                    }
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(busy, busy, busy, busy))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(Set.of(), content());
    }
}
