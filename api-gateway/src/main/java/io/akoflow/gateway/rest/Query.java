package io.akoflow.gateway.rest;

import io.akoflow.contract.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parameters of a request, or a refusal that says what is wrong with them. */
final class Query {

    private Query() {}

    static int number(String name, @Nullable String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new Refusal(
                400, "Expected '%s' to be a number from %d to %d, but it is '%s'".formatted(name, least, most, text));
    }

    static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true", "" -> true;
            case "false" -> false;
            default ->
                throw new Refusal(400, "Expected '%s' to be true or false, but it is '%s'".formatted(name, text));
        };
    }

    static <E extends Enum<E>> List<E> states(@Nullable List<String> names, Class<E> type) {
        return names == null
                ? List.of()
                : names.stream().map(name -> choice("state", name, type)).toList();
    }

    /** The constant of {@code type} with this name, in any case, and as one word or more. */
    static <E extends Enum<E>> E choice(String parameter, String name, Class<E> type) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().replace("_", "").equalsIgnoreCase(name.replace("_", ""))) {
                return constant;
            }
        }
        throw new Refusal(
                400,
                "Expected '%s' to be one of %s, but it is '%s'"
                        .formatted(parameter, Arrays.toString(type.getEnumConstants()), name));
    }

    static String cursor(String at) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(at.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String at(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Refusal(400, "Expected 'cursor' to be the 'next' of a page, but it is '%s'".formatted(cursor));
        }
    }

    /** The id as it is kept; one that can't be an id is one that nobody has. */
    static RunId run(String text) {
        try {
            return new RunId(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw noRun(text);
        }
    }

    static Refusal noRun(String id) {
        return new Refusal(404, "Expected a run '%s', but there is none".formatted(id));
    }
}
