package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Problem.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the tree from the parser's events. It does so without recursion, and without the library's nodes, whose marks
 * would keep the whole text several times over.
 */
final class TreeBuilder {

    /** The library copies what it has not consumed at each step: with small steps a long text takes for ever. */
    private static final int LONGEST_STEP = 1024 * 1024;

    /** More than any sensible file has, and few enough for the memory of a server. */
    private static final int MOST_EVENTS = 2_000_000;

    /** A mapping has them all in memory several times while it is read. */
    private static final int MOST_KEYS = 10_000;

    private final ParserImpl parser;
    private final long length;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> openAnchors = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Texts texts = new Texts();
    private @Nullable Node root;
    private long aliased;
    private int events;
    private int documents;
    private int line = 1;
    private int column = 1;

    TreeBuilder(String text) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.clamp(text.length(), 1, LONGEST_STEP))
                .build();
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
        this.length = text.length();
    }

    private record Anchored(Node node, long weight) {}

    YamlReading build() {
        try {
            while (parser.hasNext() && documents < 2) {
                var refusal = accept(parser.next());
                if (refusal.isPresent()) {
                    return YamlReading.refused(refusal.get());
                }
            }
        } catch (MarkedYamlEngineException e) {
            return YamlReading.refused(SyntaxErrors.of(e, open.peek()));
        } catch (YamlVersionException e) {
            return YamlReading.refused(problem("Expected YAML 1, but the file says that it is of another version"));
        } catch (RuntimeException e) { // such as NumberFormatException: the parser's, for text that is no YAML
            return YamlReading.refused(problem("Expected YAML, but what follows is none"));
        }
        if (root == null) {
            return YamlReading.refused(problem("Expected a workflow, but the file is empty"));
        }
        return new YamlReading(Optional.of(root), problems);
    }

    private Optional<Problem> accept(Event event) {
        if (++events > MOST_EVENTS) {
            return Optional.of(problem("Expected at most %,d values, but here is one more".formatted(MOST_EVENTS)));
        }
        event.getStartMark().ifPresent(mark -> {
            line = mark.getLine() + 1;
            column = mark.getColumn() + 1;
        });
        return switch (event.getEventId()) {
            case DocumentStart -> document();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias(((AliasEvent) event).getAlias().getValue());
            case SequenceStart -> begin(false, (CollectionStartEvent) event);
            case MappingStart -> begin(true, (CollectionStartEvent) event);
            case SequenceEnd, MappingEnd -> end();
            case StreamStart, StreamEnd, DocumentEnd, Comment -> Optional.empty();
        };
    }

    private Optional<Problem> document() {
        documents++;
        if (documents > 1) {
            problems.add(problem("Expected one document, but another one starts here; put each in a file of its own"));
        }
        return Optional.empty();
    }

    private Optional<Problem> scalar(ScalarEvent event) {
        var text = texts.one(event.getValue());
        var tag = event.getTag();
        if (!Tags.ofScalar(tag)) {
            problems.add(unknown(tag.orElse("")));
        }
        if (event.isDQuoted() && text.indexOf('\0') >= 0) {
            problems.add(problem("Expected text, but it has the character U+0000, which no program can be given"));
        }
        if (event.isDQuoted() && hasLoneSurrogate(text)) {
            problems.add(problem("Expected text, but it has half of a surrogate pair"));
        }
        boolean plain = (event.isPlain() && tag.isEmpty()) || Tags.isMoreThanText(tag);
        return place(new Node.Scalar(line, column, text, plain), event.getAnchor(), text.length() + 2L);
    }

    private Optional<Problem> alias(String name) {
        var target = anchors.get(name);
        if (target == null) {
            var where = openAnchors.contains(name) ? "is what it is part of" : "is nowhere before it";
            return Optional.of(problem("Expected what %s stands for, but %s %s"
                    .formatted(Quoted.text("*" + name), Quoted.text("&" + name), where)));
        }
        aliased += target.weight();
        if (length + aliased > YamlReader.LARGEST) {
            return Optional.of(problem("Expected at most 16 MiB with all aliases written out, but with %s it is more"
                    .formatted(Quoted.text("*" + name))));
        }
        return place(target.node(), Optional.empty(), target.weight());
    }

    private Optional<Problem> begin(boolean isMapping, CollectionStartEvent event) {
        if (open.size() >= YamlReader.DEEPEST) {
            return Optional.of(problem("Expected at most %d levels of lists and mappings, but here is one more"
                    .formatted(YamlReader.DEEPEST)));
        }
        if (!Tags.ofCollection(event.getTag())) {
            problems.add(unknown(event.getTag().orElse("")));
        }
        event.getAnchor().ifPresent(anchor -> openAnchors.add(anchor.getValue()));
        open.push(new Open(line, column, isMapping, event.getAnchor()));
        return Optional.empty();
    }

    private Optional<Problem> end() {
        var closed = open.pop();
        var node = closed.node(problems);
        closed.anchor.ifPresent(anchor -> openAnchors.remove(anchor.getValue()));
        return place(node, closed.anchor, closed.weight);
    }

    private Optional<Problem> place(Node node, Optional<Anchor> anchor, long weight) {
        anchor.ifPresent(it -> anchors.put(it.getValue(), new Anchored(node, weight)));
        var around = open.peek();
        if (around == null) {
            root = node;
        } else {
            around.add(node, weight);
            if (around.keys() > MOST_KEYS) {
                return Optional.of(
                        problem("Expected at most %,d keys in a mapping, but here is one more".formatted(MOST_KEYS)));
            }
        }
        return Optional.empty();
    }

    private Problem unknown(String tag) {
        return problem("Expected no tag, but there is %s".formatted(Quoted.text(tag)));
    }

    private Problem problem(String message) {
        return new Problem(Severity.ERROR, line, column, message);
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
