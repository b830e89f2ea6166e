package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.kubernetes.Window.Place;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whose call is next when there are more than may be under way. */
class WindowTest {

    private static final RunId LARGE = new RunId("01m8jz9cqraqbkm8txas9wa5y6");
    private static final RunId SMALL = new RunId("01m8jz9cqraqbkm8txas9wa5y7");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Window window = new Window(meters, Settings.of(Map.of("calls", "2")));
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final List<Place> places = new CopyOnWriteArrayList<>();

    @Test
    void shouldGiveEachRunItsTurnWhenOneHasManyCalls() {
        // given
        come("large 1", () -> window.enter(LARGE));
        come("large 2", () -> window.enter(LARGE));
        queue("large 3", () -> window.enter(LARGE));
        queue("large 4", () -> window.enter(LARGE));
        queue("large 5", () -> window.enter(LARGE));
        queue("small 1", () -> window.enter(SMALL));
        queue("small 2", () -> window.enter(Owner.of(SMALL)));

        // when
        leaveOneByOne(5);

        // then
        assertThat(entered)
                .containsExactly("large 1", "large 2", "large 3", "small 1", "large 4", "small 2", "large 5");
    }

    @Test
    void shouldNotLetLeftoversOfARunHoldUpWhatItDoes() {
        // given
        come("large 1", () -> window.enter(LARGE));
        come("large 2", () -> window.enter(LARGE));
        for (int i = 1; i <= 3; i++) {
            queue("leftover " + i, () -> window.enterToClear(Owner.of(LARGE)));
        }
        queue("large 3", () -> window.enter(LARGE));
        queue("disk", window::enterForPeople);

        // when
        leaveOneByOne(5);

        // then
        assertThat(entered)
                .containsExactly("large 1", "large 2", "leftover 1", "large 3", "disk", "leftover 2", "leftover 3");
    }

    @Test
    void shouldCountThoseInsideWhenSomeHaveLeft() {
        // given
        come("one", () -> window.enter(LARGE));
        come("two", () -> window.enter(SMALL));
        queue("three", () -> window.enter(SMALL));

        // when
        leaveOneByOne(1);
        places.removeFirst().close();

        // then
        assertThat(meters.get("akoflow.dispatcher.calls").gauge().value()).isEqualTo(1);
    }

    /** Goes in at once. */
    private void come(String name, Supplier<Place> enter) {
        queue(name, enter);
        await().until(() -> entered.contains(name));
    }

    /** Stands in line, behind those who do. */
    private void queue(String name, Supplier<Place> enter) {
        var thread = Thread.ofPlatform().daemon().start(() -> {
            var place = enter.get();
            entered.add(name);
            places.add(place);
        });
        await().until(() -> entered.contains(name) || thread.getState() == Thread.State.WAITING);
    }

    private void leaveOneByOne(int times) {
        for (int i = 0; i < times; i++) {
            int before = entered.size();
            places.removeFirst().close();
            await().until(() -> places.size() == 2 && entered.size() == before + 1);
        }
    }
}
