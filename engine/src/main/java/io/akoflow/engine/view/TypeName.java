package io.akoflow.engine.view;

/**
 * What activities are of a kind, by their names: all but what counts or names one of them at the end.
 * {@code mproject-00012}, {@code mdiff-3-17}, {@code mAdd_ID0000004}, {@code sim[2]} and {@code align.3f9a2c41} are
 * {@code mproject}, {@code mdiff}, {@code mAdd}, {@code sim} and {@code align}.
 */
public final class TypeName {

    /** Of activities whose names are nothing but numbers. */
    static final String UNNAMED = "activity";

    private static final int LEAST_HEX = 6;

    private final String name;
    private int end;

    private TypeName(String name) {
        this.name = name;
        this.end = name.length();
    }

    /** The kind of the activity called {@code name}; not blank. */
    public static String of(String name) {
        return new TypeName(name).text();
    }

    /** Takes time in proportion to the length of the name, since names may be made to hurt. */
    private String text() {
        boolean isShorter = true;
        while (isShorter) {
            isShorter = dropTail();
        }
        var text = name.substring(0, end).strip();
        return text.isEmpty() ? UNNAMED : text;
    }

    private boolean dropTail() {
        int last = before(end, ")]}> ");
        int start = digits(last);
        if (start == last) {
            start = hex(last);
        }
        if (start == last) {
            return false;
        }
        end = before(idMark(start), "-_.#:/([{< ");
        return end > 0;
    }

    private int before(int place, String characters) {
        int at = place;
        while (at > 0 && characters.indexOf(name.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private int digits(int place) {
        int at = place;
        while (at > 0 && isDigit(name.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where a hash or the like begins, which stands apart and has a digit. */
    private int hex(int place) {
        int at = place;
        boolean hasDigit = false;
        while (at > 0 && isHex(name.charAt(at - 1))) {
            hasDigit |= isDigit(name.charAt(--at));
        }
        boolean isApart = at > 0 && "-_.#:/ ".indexOf(name.charAt(at - 1)) >= 0;
        return hasDigit && isApart && place - at >= LEAST_HEX ? at : place;
    }

    /** Before the {@code ID} of {@code mAdd_ID0000004}. */
    private int idMark(int place) {
        boolean isMark = place > 2 && name.startsWith("ID", place - 2) && "-_. ".indexOf(name.charAt(place - 3)) >= 0;
        return isMark ? place - 2 : place;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isHex(char character) {
        return isDigit(character) || (character >= 'a' && character <= 'f');
    }
}
