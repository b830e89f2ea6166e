package io.akoflow.acceptance;

/** How somebody looks at the page. */
record Look(int width, int height, String language, boolean isDark) {

    static final Look WIDE = new Look(1280, 800, "en", false);
    static final Look NARROW = new Look(400, 800, "pt-BR", false);

    Look in(String otherLanguage) {
        return new Look(width, height, otherLanguage, isDark);
    }

    Look dark() {
        return new Look(width, height, language, true);
    }
}
