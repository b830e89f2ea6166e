package io.akoflow.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflow files in the documentation are right, since readers copy them. */
class DocumentedFilesTest {

    private static final Path PROJECT = Path.of("..");

    /** A workflow file in a page, and the line where it begins. */
    record Block(Path page, int line, String text) {

        /** Objects of Kubernetes have a {@code spec} too, and say what they are. */
        boolean isWorkflowFile() {
            return text.lines().noneMatch(line -> line.startsWith("apiVersion:"))
                    && text.lines().anyMatch(line -> line.startsWith("spec:") || line.startsWith("activities:"));
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static Stream<Block> files() throws IOException {
        List<Block> all = new ArrayList<>();
        for (var page : pages()) {
            blocks(page).stream().filter(Block::isWorkflowFile).forEach(all::add);
        }
        return all.stream();
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(PROJECT);
                var docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> blocks(Path page) throws IOException {
        var lines = Files.readAllLines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).matches("```ya?ml")) {
                continue;
            }
            int begin = i + 1;
            do {
                i++;
            } while (!lines.get(i).equals("```"));
            blocks.add(new Block(page, begin + 1, String.join("\n", lines.subList(begin, i)) + "\n"));
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeValidWhenAPageShowsAWorkflowFile(Block block) {
        // when
        var reading = WorkflowReader.read(block.text().getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(reading).as("%s", block).isInstanceOf(WorkflowReading.Valid.class);
    }

    @Test
    void shouldFindTheFilesOfEveryKindOfPage() throws IOException {
        // when
        var pages = files().map(block -> PROJECT.relativize(block.page()).toString());

        // then
        assertThat(pages).contains("README.md", "docs/workflow-file.md", "docs/tutorial.md", "docs/howto/storage.md");
    }
}
