package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The web page's modules that draw nothing")
class PageModulesTest {

    private static Chromium chromium;
    private Modules modules;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        modules = chromium.modules();
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void shouldKeepTheSameLinesWhereverLogIsCut() {
        // when
        var different = modules.answer("""
                const { LogLines } = await import('/model/log-lines.js');
                const text = 'one\\r\\n1%\\r2%\\r\\r3%\\n\\n\\rtwo\\r\\r\\nthr\\ree\\r';
                const expected = JSON.stringify(['one', '3%', '', 'two', 'ee']);
                const different = [];
                for (let size = 1; size <= text.length; size++) {
                  const log = new LogLines();
                  for (let at = 0; at < text.length; at += size) {
                    log.take(text.slice(at, at + size));
                  }
                  if (JSON.stringify(log.lines) !== expected) {
                    different.push(`${size}: ${JSON.stringify(log.lines)}`);
                  }
                }
                return different;
                """);
        // then
        assertThat(different).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\r", ""})
    void shouldLookAtEachPieceOnlyOnceWhenLineDoesNotEnd(String end) {
        // when
        var looked = modules.answer("""
                const { LogLines } = await import('/model/log-lines.js');
                let looked = 0;
                for (const name of ['lastIndexOf', 'replace', 'split']) {
                  const before = String.prototype[name];
                  String.prototype[name] = function (...all) {
                    looked += this.length;
                    return before.apply(this, all);
                  };
                }
                const log = new LogLines();
                const piece = '%s' + 'x'.repeat(99);
                for (let i = 0; i < 1000; i++) {
                  log.take(piece);
                }
                return looked / (1000 * piece.length);
                """.formatted(end));
        // then
        assertThat(((Number) looked).doubleValue()).isBetween(1.0, 3.0);
    }

    @Test
    void shouldKeepNoMoreThanIsSaidWhenLineDoesNotEnd() {
        // when
        var kept = modules.answer("""
                const { LogLines } = await import('/model/log-lines.js');
                const log = new LogLines(1000);
                for (let i = 0; i < 100; i++) {
                  log.take('x'.repeat(100));
                }
                const characters = log.lines.join('').length;
                log.take('\\nnext\\n');
                return [log.lines.length, log.lines.at(-1), characters <= 1000];
                """);
        // then
        assertThat(kept).isEqualTo(List.of(2, "next", true));
    }

    @Test
    void shouldKeepNoMoreThanIsSaidWhenLinesAreEmpty() {
        // when
        var kept = modules.answer("""
                const { LogLines } = await import('/model/log-lines.js');
                const log = new LogLines(1000);
                for (let i = 0; i < 100; i++) {
                  log.take('\\n'.repeat(100));
                }
                return log.lines.length <= 1000 && log.lines.length + log.forgotten === 10_000;
                """);
        // then
        assertThat(kept).isEqualTo(true);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "'s + 2000, s + 1000, s', 'NaN, NaN, s + 9000', '[], [2], []', '1,2', what has run longest of what runs",
        "'s, s + 1000, s + 1000', 's + 1000, s + 2000, s + 2000', '[], [0], [1]', '2,1,0', what is later of the same time"
    })
    void shouldFollowBackWhatEndedLast(String started, String ended, String dependsOn, String expected, String what) {
        // when
        var path = modules.answer("""
                const { criticalPath } = await import('/model/critical-path.js');
                const s = Date.parse('2026-01-01T12:00:00Z');
                const times = { startedAt: [%s], endedAt: [%s] };
                return [...criticalPath({ ...times, size: 3, level: [0, 1, 2], dependsOn: [%s] })].join();
                """.formatted(started, ended, dependsOn));
        // then
        assertThat(path).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "startedAt, false, '1,0,2,3'",
        "startedAt, true, '0,1,2,3'",
        "node, false, '1,0,2,3'",
        "node, true, '0,1,2,3'"
    })
    void shouldPutWhatHasNoValueLastWhicheverWayItIsSorted(String column, boolean isDown, String expected) {
        // when
        var order = modules.answer("""
                const { comparison } = await import('/model/order.js');
                const model = { startedAt: [2, 1, NaN, NaN], node: [1, 0, -1, -1], nodes: ['node-9', 'node-10'] };
                return [3, 2, 1, 0].sort(comparison('%s', model, %s)).join();
                """.formatted(column, isDown));
        // then
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void shouldCountWhatRanAtOnceWhenThereAreManyActivities() {
        // when
        var most = modules.answer("""
                const { atOnce, mostOf } = await import('/model/usage.js');
                const size = 200_000;
                const startedAt = Float64Array.from({ length: size }, (_, i) => i);
                return mostOf(atOnce({ size, startedAt, endedAt: startedAt.map((at) => at + 3) }));
                """);
        // then
        assertThat(most).isEqualTo(3);
    }

    @Test
    void shouldKeepPeaksAndEndsWhenFewerPointsAreDrawn() {
        // when
        var thinned = modules.answer("""
                const { thinned, mostOf } = await import('/model/usage.js');
                const points = Array.from({ length: 100_000 }, (_, i) => [i * 7, i === 40_001 ? 900 : i % 50]);
                const seen = thinned(points, 100);
                const few = thinned(points.slice(0, 300), 100);
                return [seen.length <= 303, mostOf(seen), seen[0][0], seen.at(-1)[0], few.length].join();
                """);
        // then
        assertThat(thinned).isEqualTo("true,900,0,699993,300");
    }

    @ParameterizedTest
    @CsvSource({"false, '2,1,0,3'", "true, '3,0,1,2'"})
    void shouldOrderNumbersInNamesAsNumbers(boolean isDown, String expected) {
        // when
        var order = modules.answer("""
                const { comparison } = await import('/model/order.js');
                comparison('name', { names: ['before'] }, false);
                const model = { names: ['b-10', 'b-9', 'a', 'c'] };
                return [3, 2, 1, 0].sort(comparison('name', model, %s)).join();
                """.formatted(isDown));
        // then
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void shouldLeaveNoConnectionOpenWhenEventCannotBeTaken() {
        // when
        var connections = modules.answer("""
                const { listen } = await import('/core/sse.js');
                const left = [];
                window.fetch = async (url, { signal }) => {
                  const at = left.push(false) - 1;
                  signal.addEventListener('abort', () => {
                    left[at] = true;
                  });
                  return new Response(new ReadableStream({
                    start: (out) => out.enqueue(new TextEncoder().encode('event: run\\ndata: {}\\n\\n')),
                  }));
                };
                window.onerror = () => true;
                await new Promise((done) => {
                  let events = 0;
                  listen('/events', {
                    onState: () => undefined,
                    onRefused: () => undefined,
                    onEvent: () => {
                      events++;
                      if (events === 2) {
                        done();
                      }
                      throw new Error('of the test');
                    },
                  });
                });
                return left.slice(0, 1);
                """);
        // then
        assertThat(connections).isEqualTo(List.of(true));
    }

    @ParameterizedTest
    @CsvSource({"404, '0'", "503, '0,1000,1000,2000,4000,8000,10000,10000'"})
    void shouldAskAgainAfterGrowingPausesAndNotWhenRefused(int status, String pauses) {
        // given
        modules.stopClock();
        modules.answer("""
                const { repeatedly } = await import('/core/visible.js');
                window.asked = [];
                repeatedly(async () => {
                  window.asked.push(Date.now());
                  throw { status: %d };
                }, () => 1000);
                """.formatted(status));
        // when
        modules.page().clock().runFor(40_000);
        // then
        assertThat(modules.answer("return window.asked.map((at, i, all) => at - all[Math.max(0, i - 1)]).join();"))
                .isEqualTo(pauses);
    }

    @Test
    void shouldAskOnlyWhenLookedAtAndUntilThereIsAnAnswer() {
        // given
        modules.stopClock();
        modules.answer("""
                const { Question } = await import('/core/question.js');
                window.told = [];
                window.show = (isShown) => {
                  Object.defineProperty(document, 'hidden', { value: !isShown, configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                };
                window.show(false);
                window.question = new Question({
                  ask: async () => {
                    window.told.push('asked');
                    if (window.told.length < 5) {
                      throw { status: 503 };
                    }
                    return 'answer';
                  },
                  onAnswer: (answer) => window.told.push(answer),
                  onProblem: (problem) => window.told.push(problem.status),
                });
                window.question.want();
                """);
        modules.page().clock().runFor(20_000);
        assertThat(modules.answer("return window.told;")).isEqualTo(List.of());
        // when
        modules.answer("window.show(true);");
        modules.page().clock().runFor(20_000);
        // then
        assertThat(modules.answer("return window.told;"))
                .isEqualTo(List.of("asked", 503, "asked", 503, "asked", "answer"));
        assertThat(modules.answer("return window.question.isOpen;")).isEqualTo(false);
    }
}
