package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which objects a list or a watch is about.
 *
 * @param equalities labels as {@code key=value} that it must have, for the index
 */
record Selector(List<String> equalities, Predicate<Stored> others) {
    static final Selector EVERYTHING = new Selector(List.of(), _ -> true);

    private static final Pattern IN_SET = Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern EQUALITY = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|!=|=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");

    static Selector label(String key, String value) {
        return new Selector(List.of(key + "=" + value), _ -> true);
    }

    /** Reads {@code labelSelector} and {@code fieldSelector} as they stand in a query. */
    static Selector parse(String labels, String fields) {
        var equalities = new ArrayList<String>();
        Predicate<Stored> others = _ -> true;
        for (var term : terms(labels)) {
            var equality = EQUALITY.matcher(term);
            if (equality.matches() && !equality.group(2).equals("!=")) {
                equalities.add(equality.group(1) + "=" + equality.group(3));
            } else {
                others = others.and(labelTerm(term));
            }
        }
        for (var term : terms(fields)) {
            others = others.and(fieldTerm(term));
        }
        return new Selector(List.copyOf(equalities), others);
    }

    boolean matches(Stored object) {
        for (var equality : equalities) {
            int split = equality.indexOf('=');
            if (!equality.substring(split + 1).equals(object.labels().get(equality.substring(0, split)))) {
                return false;
            }
        }
        return others.test(object);
    }

    private static Predicate<Stored> labelTerm(String term) {
        var set = IN_SET.matcher(term);
        if (set.matches()) {
            var values = Set.of(set.group(3).trim().split("\\s*,\\s*"));
            var wanted = set.group(2).equals("in");
            var key = set.group(1);
            return object -> values.contains(object.labels().getOrDefault(key, "\0")) == wanted;
        }
        var equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            return object -> !equality.group(3).equals(object.labels().get(equality.group(1)));
        }
        var existence = EXISTENCE.matcher(term);
        if (existence.matches()) {
            var wanted = existence.group(1).isEmpty();
            return object -> object.labels().containsKey(existence.group(2)) == wanted;
        }
        throw RefusedException.badRequest("unable to parse requirement: " + term);
    }

    private static Predicate<Stored> fieldTerm(String term) {
        var equality = EQUALITY.matcher(term);
        if (!equality.matches()) {
            throw RefusedException.badRequest("invalid field selector: " + term);
        }
        var wanted = !equality.group(2).equals("!=");
        var field = equality.group(1);
        var value = equality.group(3);
        return switch (field) {
            case "metadata.name" -> object -> object.name().equals(value) == wanted;
            case "metadata.namespace" -> object -> object.namespace().equals(value) == wanted;
            default -> object -> Objects.equals(fieldOf(object.tree(), field), value) == wanted;
        };
    }

    private static String fieldOf(JsonNode tree, String field) {
        return tree.at("/" + field.replace('.', '/')).asText();
    }

    private static List<String> terms(String selector) {
        var terms = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= selector.length(); i++) {
            char c = i < selector.length() ? selector.charAt(i) : ',';
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                terms.add(selector.substring(start, i));
                start = i + 1;
            }
        }
        terms.removeIf(String::isBlank);
        return terms;
    }
}
