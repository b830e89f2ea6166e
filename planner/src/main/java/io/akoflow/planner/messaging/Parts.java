package io.akoflow.planner.messaging;

import io.akoflow.planner.Meters;
import io.akoflow.planner.PlannerConfig;
import io.akoflow.planner.store.Store;
import java.time.InstantSource;

/** What the planner is made of, besides Kafka. */
record Parts(Store store, PlannerConfig config, Meters meters, Condition condition, InstantSource clock) {}
