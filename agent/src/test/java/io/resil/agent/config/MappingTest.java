package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Merging, on trees of keys {@code a} to {@code c} with a text at each leaf. */
class MappingTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void keepsWhatTheMoreImportantOneSays(@ForAll("trees") Mapping less, @ForAll("trees") Mapping more) {
        Map<String, String> merged = leaves(less.mergedWith(more));
        leaves(more).forEach((path, text) -> assertEquals(text, merged.get(path), path));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void keepsOfTheLessImportantOneWhatTheOtherLeavesOpen(
            @ForAll("trees") Mapping less, @ForAll("trees") Mapping more) {
        Map<String, String> expected = new TreeMap<>(leaves(more));
        leaves(less).forEach((path, text) -> {
            if (!isDecided(path, more)) {
                expected.put(path, text);
            }
        });
        assertEquals(expected, leaves(less.mergedWith(more)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void isNotChangedByAnEmptyOne(@ForAll("trees") Mapping tree) {
        assertEquals(leaves(tree), leaves(tree.mergedWith(new Mapping(tree.place))));
        assertEquals(leaves(tree), leaves(new Mapping(tree.place).mergedWith(tree)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void changesNeitherOfTheTwo(@ForAll("trees") Mapping less, @ForAll("trees") Mapping more) {
        Map<String, String> lessBefore = leaves(less);
        Map<String, String> moreBefore = leaves(more);
        less.mergedWith(more);
        assertEquals(lessBefore, leaves(less));
        assertEquals(moreBefore, leaves(more));
    }

    /** Whether the tree has a text on the way to the path, or anything at its end. */
    private static boolean isDecided(String path, Mapping tree) {
        Value value = tree;
        for (String key : path.split("\\.", -1)) {
            if (!(value instanceof Mapping mapping)) {
                return true;
            }
            value = mapping.get(key);
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> leaves(Mapping tree) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String prefix, @Nullable Value value, Map<String, String> leaves) {
        if (value instanceof Scalar scalar) {
            leaves.put(prefix, String.valueOf(scalar.text));
        } else if (value instanceof Mapping mapping) {
            for (String key : mapping.keys()) {
                collect(prefix.isEmpty() ? key : prefix + "." + key, mapping.get(key), leaves);
            }
        }
    }

    @Provide
    Arbitrary<Mapping> trees() {
        return trees(3);
    }

    private static Arbitrary<Mapping> trees(int depth) {
        Arbitrary<Value> leaf = Arbitraries.strings().numeric().ofLength(3).map(MappingTest::scalar);
        Arbitrary<Value> value =
                depth == 0 ? leaf : Arbitraries.oneOf(leaf, trees(depth - 1).map(tree -> tree));
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), value)
                .ofMaxSize(3)
                .map(MappingTest::mapping);
    }

    private static Value scalar(String text) {
        return new Scalar(new Place("test", 0, ""), text);
    }

    private static Mapping mapping(Map<String, Value> entries) {
        Mapping mapping = new Mapping(new Place("test", 0, ""));
        entries.forEach(mapping::put);
        return mapping;
    }
}
