package io.akoflow.cli;

/** How wide text is on a terminal, where some letters take two cells and some none. */
final class TextWidth {

    /** From and to: the blocks of East Asian letters and of pictures, as Unicode's annex 11 has them. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60,
        0xffe0, 0xffe6, 0x1f300, 0x1faff, 0x20000, 0x3fffd
    };

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::cells).sum();
    }

    /** As much of it as fits, with an ellipsis for the rest. */
    static String cut(String text, int width) {
        if (text.length() <= width / 2 || of(text) <= width) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            if (used + cells(letter) > width - 1) {
                break;
            }
            used += cells(letter);
            end += Character.charCount(letter);
        }
        return width < 1 ? "" : text.substring(0, end) + "…";
    }

    /** With blanks up to a width. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    private static int cells(int letter) {
        if (letter < 0x300) {
            return 1;
        }
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    private static boolean isWide(int letter) {
        for (int i = 0; i < WIDE.length; i += 2) {
            if (letter >= WIDE[i] && letter <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
