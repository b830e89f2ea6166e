package io.akoflow.engine.wfformat;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Command;
import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import io.akoflow.engine.formats.SharedFiles;
import io.akoflow.engine.formats.SharedFiles.Shape;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Files in WfFormat become workflow files")
class WfImportTest {

    private static final ImportOptions REPLAY =
            new ImportOptions(null, Map.of(), null, Mode.REPLAY, new BigDecimal("0.1"), new BigDecimal("0.01"));
    private static final ImportOptions REAL =
            new ImportOptions("tools:1", Map.of(), null, Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

    @ParameterizedTest
    @CsvSource({
        "helloworld-forkjoin-10-chameleon, 10, 16, 3, 8",
        "epigenomics-chameleon-hep-1seq-100k-001, 41, 48, 9, 9",
        "montage-chameleon-dss-05d-001, 58, 114, 8, 18",
        "montage-chameleon-dss-10d-001, 472, 1284, 8, 360",
        "seismology-chameleon-1100p-001, 1101, 1100, 2, 1100",
    })
    void shouldHaveTheSameGraphWhateverTheMode(String file, int activities, int edges, int depth, int width)
            throws IOException {
        // given
        byte[] bytes = SharedFiles.read("wfformat/%s.json".formatted(file));
        for (var mode : Mode.values()) {
            // when
            var imported =
                    imported(bytes, new ImportOptions("i", Map.of(), null, mode, BigDecimal.ONE, BigDecimal.ONE));

            // then
            assertThat(Shape.of(imported.workflow())).isEqualTo(new Shape(activities, edges, depth, width));
        }
    }

    @Test
    void shouldSayWhatRanWhenItIsReal() throws IOException {
        // given
        byte[] bytes = SharedFiles.read("wfformat/montage-chameleon-dss-05d-001.json");

        // when
        var first = imported(bytes, REAL).workflow().activities().getFirst();

        // then
        assertThat(first.name()).isEqualTo("mProject_ID0000001");
        assertThat(first.command())
                .isEqualTo(new Command.Script(
                        "mProject -X poss2ukstu_blue_001_001.fits pposs2ukstu_blue_001_001.fits region-oversized.hdr"));
        assertThat(first.image()).isEqualTo("tools:1");
        assertThat(first.resources().cpuMillis()).isEqualTo(1000);
        assertThat(first.expected()).isEqualTo(Duration.ofMillis(534_058));
    }

    @Test
    void shouldTakeAsLongAndWriteAsMuchWhenItIsAReplay() throws IOException {
        // given
        byte[] bytes = SharedFiles.read("wfformat/montage-chameleon-dss-05d-001.json");

        // when
        var imported = imported(bytes, REPLAY);

        // then
        var first = imported.workflow().activities().getFirst();
        assertThat(first.expected()).isEqualTo(Duration.ofMillis(53_406));
        assertThat(((Command.Script) first.command()).script()).isEqualTo("""
                        sleep 53.406
                        head -c 531936 /dev/zero > ./pposs2ukstu_blue_001_001.fits
                        head -c 531936 /dev/zero > ./pposs2ukstu_blue_001_001_area.fits""");
        assertThat(files(imported).getFirst().outputs().getFirst())
                .isEqualTo(new NamedFile("pposs2ukstu_blue_001_001.fits", 531_936));
    }

    private static List<io.akoflow.engine.workflow.NamedFiles> files(Importing.Imported imported) {
        var reading = WorkflowReader.read(imported.file().getBytes(StandardCharsets.UTF_8));
        return ((WorkflowReading.Valid) reading).files();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shouldTellEveryImageThatIsMissingAtOnceWhenItIsReal(Mode mode) throws IOException {
        // given
        byte[] bytes = SharedFiles.read("wfformat/epigenomics-chameleon-hep-1seq-100k-001.json");

        // when
        var importing = Imports.read(
                bytes,
                Map.of(),
                Format.WFFORMAT,
                new ImportOptions(null, Map.of(), null, mode, BigDecimal.ONE, BigDecimal.ONE));

        // then
        switch (importing) {
            case Importing.Imported imported ->
                assertThat(imported.workflow().activities())
                        .allMatch(it -> it.image().startsWith("busybox"));
            case Importing.Refused(var problems) -> {
                assertThat(mode).isEqualTo(Mode.REAL);
                assertThat(problems)
                        .hasSize(41)
                        .allMatch(it -> it.line() > 0)
                        .first()
                        .extracting(Problem::message)
                        .asString()
                        .startsWith("Expected an image for 'chr21', but nobody says which");
            }
        }
    }

    private static Importing.Imported imported(byte[] bytes, ImportOptions options) {
        var importing = Imports.read(bytes, Map.of(), Format.WFFORMAT, options);
        assertThat(importing).isInstanceOf(Importing.Imported.class);
        return (Importing.Imported) importing;
    }
}
