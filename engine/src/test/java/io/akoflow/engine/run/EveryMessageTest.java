package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Workflow.OnFailure;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, at a glance; why they are so is told by other tests. */
@DisplayName("Every message in every state in which it can come")
class EveryMessageTest {

    private static final Pattern CELL = Pattern.compile(" *\\| *");

    /**
     * Where the activity is afterwards; {@code -} when the message is stale; {@code +} and a command when one is said
     * about the activity. HELD is ready, but not said; BACKING_OFF may be said again by a database that was restored.
     * ENDED is any outcome whose Job is still kept; GONE is one whose Job was released.
     */
    private static final String TABLE = """
            message    | WAITING | HELD        | READY       | DISPATCHED  | RUNNING     | BACKING_OFF | ENDED       | GONE        | CANCELLED    | SKIPPED
            dispatched | -       | DISPATCHED  | DISPATCHED  | -           | -           | -           | -           | + released  | + withdrawn  | -
            noRoom     | -       | READY       | READY       | -           | -           | -           | -           | + released  | -            | -
            waits      | -       | DISPATCHED  | DISPATCHED  | DISPATCHED  | -           | -           | -           | + released  | + withdrawn  | -
            started    | -       | RUNNING     | RUNNING     | RUNNING     | -           | -           | -           | + released  | + withdrawn  | -
            succeeded  | -       | SUCCEEDED   | SUCCEEDED   | SUCCEEDED   | SUCCEEDED   | -           | -           | + released  | -            | -
            failed     | -       | BACKING_OFF | BACKING_OFF | BACKING_OFF | BACKING_OFF | -           | -           | + released  | -            | -
            misfit     | -       | FAILED      | FAILED      | FAILED      | FAILED      | -           | -           | + released  | -            | -
            refused    | -       | FAILED      | FAILED      | FAILED      | FAILED      | -           | -           | + released  | -            | -
            lost       | -       | BACKING_OFF | BACKING_OFF | BACKING_OFF | BACKING_OFF | -           | -           | -           | -            | -
            logged     | -       | READY       | READY       | DISPATCHED  | RUNNING     | BACKING_OFF | SUCCEEDED   | -           | -            | -
            """;

    static Stream<Arguments> cells() {
        var rows = TABLE.lines()
                .map(line -> CELL.splitAsStream(line.trim()).toList())
                .toList();
        var cells = new ArrayList<Arguments>();
        for (var row : rows.subList(1, rows.size())) {
            for (int i = 1; i < row.size(); i++) {
                cells.add(arguments(row.getFirst(), rows.getFirst().get(i), row.get(i)));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cells")
    void shouldDoWhatTheTableSaysWhenAMessageComes(String message, String state, String expected) {
        // given
        var story = story(state);
        int attempt = Math.max(1, story.activity(1).attempt() + (state.equals("HELD") ? 1 : 0));

        // when
        var decision = story.when(message(message, attempt));

        // then
        assertThat(outcome(story, decision)).isEqualTo(expected);
    }

    private static String outcome(Story story, Decision decision) {
        if (decision.stale()) {
            return "-";
        }
        var about = Said.commands(decision).stream()
                .filter(words -> words.contains(" 1/"))
                .map(words -> "+ " + words.substring(0, words.indexOf(' ')))
                .findFirst();
        return about.orElseGet(() -> story.activity(1).state().toString());
    }

    /** Of activity 1, which depends on activity 0. */
    private static Story story(String state) {
        var sketch =
                new Sketch().onFailure(OnFailure.CONTINUE).activity().retry(3).activity(0);
        var story = Story.of(sketch.activity().parallelism(2).workflow());
        return switch (state) {
            case "WAITING" -> story;
            case "HELD" -> held();
            case "READY" -> story.heard(succeeded(0, 1));
            case "DISPATCHED" -> story.heard(succeeded(0, 1), dispatched(1, 1));
            case "RUNNING" -> story.heard(succeeded(0, 1), started(1, 1));
            case "BACKING_OFF" -> story.heard(succeeded(0, 1), failed(1, 1));
            case "ENDED" -> story.heard(succeeded(0, 1), succeeded(1, 1));
            case "GONE" -> story.heard(succeeded(0, 1), succeeded(1, 1)).wokenUntil(seconds(1000));
            case "CANCELLED" -> story.heard(succeeded(0, 1)).asked(Story.cancel());
            case "SKIPPED" -> story.heard(failed(0, 1));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static Story held() {
        var sketch =
                new Sketch().onFailure(OnFailure.CONTINUE).activity().retry(3).activity(0);
        return Story.of(sketch.activity(0).activity(2).parallelism(1).workflow())
                .heard(succeeded(0, 1));
    }

    private static Observation message(String name, int attempt) {
        return switch (name) {
            case "dispatched" -> dispatched(1, attempt);
            case "noRoom" -> Seen.refusedForNow(1, attempt, "No room.");
            case "waits" -> Seen.waits(1, attempt, "For its image.");
            case "started" -> started(1, attempt);
            case "succeeded" -> succeeded(1, attempt);
            case "failed" -> failed(1, attempt);
            case "misfit" -> failed(1, attempt, FailureClass.CONFIGURATION, "CannotStart");
            case "refused" -> Seen.refused(1, attempt);
            case "lost" -> Seen.lost(1, attempt);
            case "logged" -> Seen.logged(1, attempt);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
