package io.akoflow.planner.messaging;

import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.planner.Meters;
import io.akoflow.planner.PlannerConfig;
import io.akoflow.wire.Publisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** A Kafka and a PostgreSQL, in which planners are started and ended. */
final class Scene implements AutoCloseable {

    private final PlannerDatabase database;
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;

    Scene() {
        this(EmbeddedKafka.temporary(), EmbeddedPostgres.temporary());
    }

    Scene(EmbeddedKafka kafka, EmbeddedPostgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.database = new PlannerDatabase(postgres);
    }

    /** One planner of the scene, with what can be seen of it. */
    record Running(Planner planner, Condition condition, SimpleMeterRegistry registry) implements AutoCloseable {
        @Override
        public void close() {
            stop();
        }

        /** More than once does no harm. */
        void stop() {
            try {
                planner.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        double count(String meter) {
            return registry.counter("akoflow.planner." + meter).count();
        }
    }

    Map<String, Object> kafka() {
        return kafka.clientSettings();
    }

    EmbeddedKafka kafkaServer() {
        return kafka;
    }

    /** The same, started again. */
    void kafkaServer(EmbeddedKafka again) {
        kafka = again;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** The same, started again. */
    void postgres(EmbeddedPostgres again) {
        postgres = again;
    }

    PlannerDatabase database() {
        return database;
    }

    Running start(Map<String, String> settings) {
        return start(settings, Speaker::connect);
    }

    /** Starts a planner that speaks through something else. */
    Running start(Map<String, String> settings, Function<Map<String, Object>, Publisher> publishers) {
        return start(kafka(), settings, publishers);
    }

    /** Starts a planner that does not know of the others, as if it had not heard yet that it is not an owner. */
    Running startInGroup(String group) {
        var settings = kafka();
        settings.put("group.id", group);
        return start(settings, Map.of(), Speaker::connect);
    }

    private Running start(
            Map<String, Object> kafka,
            Map<String, String> settings,
            Function<Map<String, Object>, Publisher> publishers) {
        var registry = new SimpleMeterRegistry();
        var condition = new Condition();
        var parts =
                new Parts(database.store(), config(settings), new Meters(registry), condition, InstantSource.system());
        var planner = new Planner(kafka, publishers, () -> {}, parts);
        planner.start();
        return new Running(planner, condition, registry);
    }

    static PlannerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(PlannerConfig.class);
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
        kafka.close();
    }
}
