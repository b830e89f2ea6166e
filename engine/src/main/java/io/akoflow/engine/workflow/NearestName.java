package io.akoflow.engine.workflow;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that does not exist. */
public final class NearestName {

    private static final int LONGEST = 40;
    private static final int MOST_CANDIDATES = 10_000;

    private NearestName() {}

    /** The candidate that is least different from {@code name}, if one is not very different. */
    public static Optional<String> of(String name, Collection<String> candidates) {
        if (name.length() > LONGEST || candidates.size() > MOST_CANDIDATES) {
            return Optional.empty();
        }
        var wanted = plain(name);
        int least = 1 + Math.min(wanted.length() / 3, 3);
        String nearest = null;
        for (var candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) > 5 || candidate.length() > LONGEST) {
                continue;
            }
            int distance = distance(wanted, plain(candidate));
            if (distance < least || (distance == least && nearest != null && candidate.compareTo(nearest) < 0)) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** How many characters have to be put in, left out, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (isSwap(a, b, i, j)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static boolean isSwap(String a, String b, int i, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
