package io.akoflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What the web page says")
class PageTextsTest {

    private static final Path APP = Path.of("src/main/resources/web/app");
    private static final Pattern KEY = Pattern.compile("\\bt\\('([\\w.]+)'");
    private static final Pattern COUNTED_KEY = Pattern.compile("\\btn\\('([\\w.]+)'");
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(?:[^{}]|\\{[^{}]*})*}");
    private static final Pattern TEXT = Pattern.compile("(?<![=-])>([^<>`]*\\p{L}{2,}[^<>`]*)</");
    private static final Pattern SAID_BY_ATTRIBUTE =
            Pattern.compile("(?:aria-label|title|placeholder|alt)=\"[^\"$]*\\p{L}{2,}[^\"]*\"");

    static Stream<Path> scripts() throws IOException {
        try (var files = Files.walk(APP)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList().stream();
        }
    }

    @Test
    void shouldSayTheSameInBothLanguages() throws IOException {
        // when
        var english = messages("en");
        var portuguese = messages("pt-BR");
        // then
        assertThat(portuguese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(values(portuguese.getOrDefault(key, ""))).as(key).isEqualTo(values(text)));
        assertThat(portuguese.values()).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldHaveMessageForEachKeyThatIsUsed(Path script) throws IOException {
        // given
        var known = messages("en").keySet();
        var text = Files.readString(script);
        // when
        var used = found(KEY, text);
        found(COUNTED_KEY, text).forEach(key -> used.addAll(List.of(key + ".one", key + ".other")));
        // then
        assertThat(known).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldHaveNoTextInTemplates(Path script) throws IOException {
        // when
        var text = Files.readString(script);
        var outer = text;
        while (EXPRESSION.matcher(outer).find()) {
            outer = EXPRESSION.matcher(outer).replaceAll(" ");
        }
        // then
        var said = found(TEXT, outer);
        said.removeAll(Set.of("akoflow"));
        assertThat(said).isEmpty();
        assertThat(found(SAID_BY_ATTRIBUTE, text)).isEmpty();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.groupCount() > 0 ? result.group(1) : result.group())
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> messages(String language) throws IOException {
        var all = new TreeMap<String, String>();
        new ObjectMapper()
                .readTree(APP.resolve("messages/" + language + ".json").toFile())
                .properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }
}
