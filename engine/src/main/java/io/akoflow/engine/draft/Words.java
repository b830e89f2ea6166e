package io.akoflow.engine.draft;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a command as a POSIX shell takes them for one each. */
public final class Words {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    private Words() {}

    /** The command that runs the first word with the others as its arguments. */
    public static String command(List<String> words) {
        var first = words.getFirst();
        var program = ASSIGNMENT.matcher(first).matches() ? inQuotes(first) : quoted(first);
        return words.size() == 1 ? program : program + " " + joined(words.subList(1, words.size()));
    }

    /** One after the other. */
    public static String joined(List<String> words) {
        return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
    }

    /** As it is where a shell leaves it alone. */
    public static String quoted(String word) {
        return HARMLESS.matcher(word).matches() ? word : inQuotes(word);
    }

    private static String inQuotes(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
