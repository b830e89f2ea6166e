package io.akoflow.engine.yaml;

/** Makes spaces of the tabs between the parts of a JSON text, of which the parser takes but one in a row. */
final class JsonTabs {

    private static final String PARTS = "{}[],:\"";

    private JsonTabs() {}

    /** {@code text}, each character in its place; as it is when it does not look like JSON. */
    static String spaced(String text) {
        return text.indexOf('\t') >= 0 && text.stripLeading().startsWith("{") ? spacedJson(text) : text;
    }

    private static String spacedJson(String text) {
        var characters = text.toCharArray();
        boolean isInString = false;
        char last = '{';
        for (int i = 0; i < characters.length; i++) {
            char c = characters[i];
            if (isInString) {
                i += c == '\\' ? 1 : 0;
                isInString = c != '"';
            } else if (c == '\'' || c == '#') {
                return text;
            } else if (c == '\t') {
                characters[i] = PARTS.indexOf(last) >= 0 ? ' ' : c;
            } else if (c > ' ') {
                isInString = c == '"';
                last = c;
            }
        }
        return new String(characters);
    }
}
