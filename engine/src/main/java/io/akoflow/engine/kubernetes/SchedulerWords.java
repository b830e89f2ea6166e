package io.akoflow.engine.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a scheduler's message means, such as {@code 0/3 nodes are available: 3 Insufficient cpu. preemption: …}.
 *
 * @param text for people, without a full stop
 * @param ofStorage whether it is a disk that is missing
 */
record SchedulerWords(String text, boolean ofStorage) {

    private static final Pattern COUNTED = Pattern.compile("(\\d+) (.+)");
    private static final Pattern NODES = Pattern.compile("^(\\d+)/(\\d+) nodes are available: ");
    private static final Pattern PARTS = Pattern.compile(", (?=\\d+ )");

    private static final List<String> STORAGE = List.of("olume", "persistentvolumeclaim", "storage", "claim");

    static SchedulerWords of(String message) {
        var told = message.replaceFirst("[.,]? *preemption: .*$", "")
                .replaceFirst("\\. (no new claims to deallocate|not found)$", "")
                .strip();
        told = told.endsWith(".") ? told.substring(0, told.length() - 1) : told;
        if (told.isEmpty()) {
            return new SchedulerWords("the scheduler has not found one", false);
        }
        var ofStorage = STORAGE.stream().anyMatch(told::contains);
        var nodes = NODES.matcher(told);
        if (!nodes.find()) {
            return new SchedulerWords(told, ofStorage);
        }
        List<String> reasons = new ArrayList<>();
        for (var part : PARTS.splitAsStream(told.substring(nodes.end())).toList()) {
            var counted = COUNTED.matcher(part);
            reasons.add(
                    counted.matches()
                            ? counted.group(1) + " of " + nodes.group(2) + " " + plain(counted.group(2))
                            : part);
        }
        return new SchedulerWords(String.join("; ", reasons), ofStorage);
    }

    private static String plain(String reason) {
        var nodes = reason.replaceFirst("^node\\(s\\) ", "");
        return after(nodes, "Insufficient ")
                .map(resource -> "have too little '" + resource + "' free")
                .or(() -> after(nodes, "didn't match Pod's node affinity/selector")
                        .map(_ -> "do not match its 'nodeSelector'"))
                .or(() -> after(nodes, "had volume node affinity conflict").map(_ -> "are not where its disk is"))
                .or(() -> after(nodes, "had untolerated taint ")
                        .map(taint -> "have the taint " + taint + ", which it does not tolerate"))
                .or(() -> after(nodes, "Too many pods").map(_ -> "are full of pods"))
                .or(() -> after(nodes, "were unschedulable").map(_ -> "take no new pods"))
                .orElse(nodes);
    }

    private static Optional<String> after(String reason, String beginning) {
        return reason.startsWith(beginning) ? Optional.of(reason.substring(beginning.length())) : Optional.empty();
    }
}
