package io.akoflow.dispatcher;

import io.akoflow.dispatcher.messaging.RunningDispatcher;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What tests of the dispatcher have in common: one of their own, and the other services, on Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // start() fills the fields
abstract class DispatcherFixture {

    final World world = World.shared();
    RunningDispatcher dispatcher;
    Bus bus;

    private final String name;
    private final Map<String, String> settings;

    /** @param settings of the dispatcher, without their prefix */
    DispatcherFixture(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    @BeforeAll
    void start() {
        bus = world.bus();
        dispatcher = world.dispatcher(name, settings);
    }

    @AfterAll
    void stop() {
        bus.close();
        dispatcher.close();
    }
}
