package io.resil.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads YAML 1.2, all of it, into values that know their lines. All scalars are taken as text; a key with nothing behind it is an
 * empty map, so that a section whose lines are all commented out is one.
 */
final class YamlReader {

    /** Enough for thousands of services; aliases that multiply reach it. */
    private static final int MOST_VALUES = 200_000;

    private static final int DEEPEST = 20;

    private final String file;
    private final Placeholders placeholders;
    private final Problems problems;
    private int values;

    YamlReader(String file, Placeholders placeholders, Problems problems) {
        this.file = file;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** Null when it cannot be read at all, which was reported. */
    @Nullable
    Mapping read(String yaml) {
        Place root = new Place(file, 0, "");
        Node node = compose(yaml);
        if (node == null) {
            return null;
        }
        Value value = value(node, root, 0);
        if (value instanceof Mapping && !((Mapping) value).isEmpty()) {
            return (Mapping) value;
        }
        if (!problems.hasErrors()) {
            problems.error(
                    new Place(file, line(node), ""),
                    value instanceof Mapping
                            ? "is empty; it needs at least services"
                            : "must be a map with the key services");
        }
        return null;
    }

    private @Nullable Node compose(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new FailsafeSchema())
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(yaml);
            if (node.isPresent()) {
                return node.get();
            }
            problems.error(new Place(file, 0, ""), "is empty; it needs at least services");
        } catch (MarkedYamlEngineException e) {
            problems.error(new Place(file, line(e), ""), "is no YAML: " + reason(e));
        } catch (ReaderException e) {
            problems.error(
                    new Place(file, lineAt(yaml, e.getPosition()), ""),
                    "is no YAML: the character U+"
                            + Integer.toHexString(e.getCodePoint() | 0x10000).substring(1)
                            + " must be written as an escape in double quotes");
        } catch (YamlEngineException e) {
            problems.error(new Place(file, 0, ""), "cannot be read: " + e.getMessage());
        } catch (StackOverflowError e) {
            problems.error(new Place(file, 0, ""), "is nested too deeply");
        }
        return null;
    }

    private static int line(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
        return mark.isPresent() ? mark.get().getLine() + 1 : 0;
    }

    private static String reason(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.startsWith("found undefined alias")) {
            // what follows is the text behind the *, perhaps of a secret that lacks its quotes
            problem = "a value that begins with * must be in quotes";
        }
        String context = e.getContext();
        if (context == null || context.isEmpty()) {
            return problem;
        }
        return problem + " " + context
                + (e.getContextMark().isPresent()
                        ? " that begins in line " + (e.getContextMark().get().getLine() + 1)
                        : "");
    }

    private static int lineAt(String text, int position) {
        int line = 1;
        for (int i = 0; i < position && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().isPresent() ? node.getStartMark().get().getLine() + 1 : 0;
    }

    private Value value(Node node, Place place, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            if (!problems.hasErrors()) {
                problems.error(place, "is nested too deeply, or too large once its aliases are followed");
            }
            return new Mapping(place);
        }
        Tag tag = node.getTag();
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.NULL) && !tag.equals(Tag.SEQ) && !tag.equals(Tag.MAP)) {
            problems.error(place, "must have no YAML tag (!...)");
        }
        if (node instanceof MappingNode) {
            return mapping((MappingNode) node, place, depth);
        }
        if (node instanceof SequenceNode) {
            return sequence((SequenceNode) node, place, depth);
        }
        return scalar((ScalarNode) node, place);
    }

    private Mapping mapping(MappingNode node, Place place, int depth) {
        Mapping mapping = new Mapping(place);
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                problems.error(new Place(file, line, place.path), "must have keys of plain text");
                continue;
            }
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            Place child = place.child(key, line);
            Integer before = lines.put(key, line);
            if (before != null) {
                problems.error(child, "is written twice, first in line " + before);
            }
            mapping.put(key, value(tuple.getValueNode(), child, depth + 1));
        }
        return mapping;
    }

    private Sequence sequence(SequenceNode node, Place place, int depth) {
        List<Value> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(value(item, place.item(items.size(), line(item)), depth + 1));
        }
        return new Sequence(place, items);
    }

    private Value scalar(ScalarNode node, Place place) {
        String written = node.getValue();
        if (node.isPlain() && PlainYamlReader.isNull(written)) {
            return new Mapping(place);
        }
        try {
            return new Scalar(place, written, placeholders.fill(written));
        } catch (IllegalArgumentException e) {
            Scalar broken = new Scalar(place, written, null);
            problems.error(broken, String.valueOf(e.getMessage()));
            return broken;
        }
    }
}
