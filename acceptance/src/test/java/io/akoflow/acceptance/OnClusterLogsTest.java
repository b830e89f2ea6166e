package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Long logs of real containers, on a cluster whose kubelet rotates them")
class OnClusterLogsTest {

    /** Prints numbered lines of 1,000 bytes from $1 to $2, $3 of them in each second, or all at once. */
    private static final String PRINT = "print() { awk -v a=$1 -v b=$2 -v n=${3:-0} 'BEGIN { for (i = a; i <= b; i++) {"
            + " printf \"%09d %0989d\\n\", i, 0; if (n && i % n == 0) { fflush(); system(\"sleep 1\") } } }'; }";

    private static final String MARK = "[akoflow: ";

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("logs");
        cluster.assumeRealNodes();
        machine = cluster.start();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void shouldHaveEachLineWhenFiftyMegabytesAreFollowed() {
        // when
        var lines = linesOf("sleep 2; print 1 50000 2500");

        // then
        assertThat(lines).isEqualTo(numbers(1, 50_000));
    }

    @Test
    void shouldHaveEachLineWhenMuchIsPrintedAndThenALittle() {
        // when
        var lines = linesOf("sleep 2; print 1 20000; sleep 25; print 20001 20010");

        // then
        assertThat(lines).isEqualTo(numbers(1, 20_010));
    }

    @Test
    void shouldHaveEachLineOrSayWhereSomeMayBeMissingWhenFiftyMegabytesArePrintedAtOnce() {
        // when
        var lines = linesOf("sleep 2; print 1 50000; sleep 12");

        // then
        assertThatEachGapIsMarked(lines, 50_000);
    }

    private static List<String> linesOf(String command) {
        var run = machine.submit("""
                name: prints
                spec:
                  image: alpine:3.20
                  activities:
                    - name: print
                      run: |
                        %s
                        %s
                """.formatted(PRINT, command));
        return machine.log(run, "print")
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.startsWith(MARK) ? line : line.substring(0, 9))
                .toList();
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            numbers.add("%09d".formatted(i));
        }
        return numbers;
    }

    private static void assertThatEachGapIsMarked(List<String> lines, int last) {
        int expected = 1;
        boolean marked = lines.getLast().contains("before the first line");
        for (var line : lines) {
            if (line.startsWith(MARK)) {
                marked = true;
            } else {
                int number = Integer.parseInt(line);
                assertThat(marked || number == expected)
                        .as("Expected line %d or a mark, but got line %d", expected, number)
                        .isTrue();
                marked = false;
                expected = number + 1;
            }
        }
        assertThat(marked || expected == last + 1)
                .as("up to the last line, or marked")
                .isTrue();
    }
}
