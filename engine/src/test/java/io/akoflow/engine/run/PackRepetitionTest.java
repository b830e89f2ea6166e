package io.akoflow.engine.run;

import static io.akoflow.contract.MessageType.ACTIVITY_CHECK;
import static io.akoflow.contract.MessageType.ACTIVITY_READY;
import static io.akoflow.contract.MessageType.ACTIVITY_RELEASED;
import static io.akoflow.contract.MessageType.ACTIVITY_WITHDRAWN;
import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.logged;
import static io.akoflow.engine.run.Seen.neverStarted;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A planner died before it said something of a shared pod")
class PackRepetitionTest {

    private final Story story =
            Story.of(new Sketch().activity().activity().activity().packed(3, 3).workflow());

    @Test
    void shouldSayThatAllAreReadyWhenNoneIsDispatched() {
        assertThat(saidAgain(ACTIVITY_READY)).containsExactly("ready 0/1 +1 +2");
    }

    @Test
    void shouldNotSayThatTheyAreReadyWhenThePodIsThere() {
        story.heard(dispatched(0, 1));

        assertThat(saidAgain(ACTIVITY_READY)).isEmpty();
    }

    @Test
    void shouldLookForThePodWhenOneIsUnderWay() {
        story.heard(succeeded(0, 1), succeeded(1, 1), started(2, 1));

        assertThat(saidAgain(ACTIVITY_CHECK)).containsExactly("check 0/1 +1 +2");
    }

    @Test
    void shouldNotLookForThePodWhenAllAreOver() {
        story.heard(succeeded(0, 1), succeeded(1, 1), succeeded(2, 1));

        assertThat(saidAgain(ACTIVITY_CHECK)).isEmpty();
    }

    @Test
    void shouldNotEndThePodWhenNothingIsWrong() {
        story.heard(started(0, 1), started(1, 1));

        assertThat(saidAgain(ACTIVITY_WITHDRAWN)).isEmpty();
    }

    @Test
    void shouldEndThePodWhenTheRunIsCancelled() {
        story.heard(started(0, 1)).asked(Story.cancel());

        assertThat(saidAgain(ACTIVITY_WITHDRAWN)).containsExactly("withdrawn 0/1 +1 +2");
    }

    @Test
    void shouldEndThePodWhenOneWasGivenUpBeforeItRan() {
        story.heard(started(0, 1), neverStarted(1, 1));

        assertThat(saidAgain(ACTIVITY_WITHDRAWN)).containsExactly("withdrawn 0/1 +1 +2");
    }

    @Test
    void shouldNotEndThePodWhenItIsReleased() {
        gone();

        assertThat(saidAgain(ACTIVITY_WITHDRAWN)).isEmpty();
    }

    @Test
    void shouldReleaseThePodWhenAllAreOverAndLogged() {
        gone();

        assertThat(saidAgain(ACTIVITY_RELEASED)).containsExactly("released 0/1");
    }

    @Test
    void shouldNotReleaseThePodWhenOneIsNotLogged() {
        story.at(seconds(5)).heard(succeeded(0, 1), succeeded(1, 1), succeeded(2, 1), logged(0, 1), logged(1, 1));
        story.at(seconds(80)).whenWoken();

        assertThat(saidAgain(ACTIVITY_RELEASED)).isEmpty();
    }

    /** All succeeded, their logs are read, and the pod was said to be deleted. */
    private void gone() {
        story.at(seconds(5));
        for (int i = 0; i < 3; i++) {
            story.heard(succeeded(i, 1), logged(i, 1));
        }
        assertThat(Said.commands(story.at(seconds(80)).whenWoken())).contains("released 0/1");
    }

    private List<String> saidAgain(MessageType type) {
        return Said.commands(story.when(new RunInput.SayAgain(type, new AttemptId(Story.ID, 0, 1))));
    }
}
