package io.akoflow.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(10);
    private final List<String> begun = new ArrayList<>();

    @Test
    void shouldBeginAtOnceWhileThereIsRoom() {
        // when
        claim("a", 6);
        claim("b", 4);

        // then
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void shouldBeginInOrderOfArrivalWhenRoomIsGivenBack() {
        // given
        var first = claim("large", 8);
        claim("larger", 9);
        claim("small", 1);

        // when
        first.end();

        // then
        assertThat(begun).containsExactly("large", "larger", "small");
    }

    @Test
    void shouldLetTheNextBeginWhenSomebodyStopsWaiting() {
        // given
        claim("large", 8);
        var waiting = claim("larger", 9);
        claim("small", 1);

        // when
        waiting.end();

        // then
        assertThat(begun).containsExactly("large", "small");
    }

    @Test
    void shouldGiveBackOnlyOnce() {
        // given
        var first = claim("first", 6);
        claim("second", 4);

        // when
        first.end();
        first.end();
        claim("third", 6);
        claim("fourth", 4);

        // then
        assertThat(begun).containsExactly("first", "second", "third");
    }

    private Room.Claim claim(String name, long bytes) {
        return room.claim(bytes, () -> begun.add(name));
    }
}
