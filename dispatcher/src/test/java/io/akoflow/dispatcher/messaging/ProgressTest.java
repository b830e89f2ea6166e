package io.akoflow.dispatcher.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress();

    @Test
    void shouldHaveNothingToCommitWhenNothingWasRead() {
        assertThat(progress.due()).isEmpty();
    }

    @Test
    void shouldCommitUpToTheFirstUnfinishedWhenLaterOnesAreFinished() {
        // given
        progress.begin(7);
        progress.begin(8);
        progress.begin(10);

        // when
        progress.finish(8);
        progress.finish(10);

        // then
        assertThat(progress.due()).hasValue(7);
    }

    @Test
    void shouldCommitBehindTheLastWhenAllAreFinished() {
        // given
        progress.begin(7);
        progress.begin(10);

        // when
        progress.finish(10);
        progress.finish(7);

        // then
        assertThat(progress.due()).hasValue(11);
    }

    @Test
    void shouldSayOnceWhatIsToBeCommittedWhenNothingIsFinishedSince() {
        // given
        progress.begin(7);
        progress.finish(7);

        // when
        var first = progress.due();

        // then
        assertThat(first).hasValue(8);
        assertThat(progress.due()).isEmpty();
    }
}
