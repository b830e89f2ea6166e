package io.akoflow.gateway.store;

import io.akoflow.contract.Output.UsageSampled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the most that each attempt was seen to use. A repeated sample changes nothing. */
@ApplicationScoped
public class UsageStore {

    private static final String UPSERT = """
            insert into usage (ordinal, attempt, peak_cpu_millis, peak_memory_bytes, run)
            select ?::int, ?::int, ?::bigint, ?::bigint, id from run where id = ?
            on conflict (run, ordinal, attempt) do update
                set peak_cpu_millis = greatest(usage.peak_cpu_millis, excluded.peak_cpu_millis),
                    peak_memory_bytes = greatest(usage.peak_memory_bytes, excluded.peak_memory_bytes)
            """;

    private final Database database;

    UsageStore(Database database) {
        this.database = database;
    }

    /** Keeps {@code samples}; those of runs that are not known are left out. */
    public void keep(List<UsageSampled> samples) {
        if (samples.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (var upsert = connection.prepareStatement(UPSERT)) {
                for (var sample : samples) {
                    Columns.set(
                                    upsert,
                                    sample.activity(),
                                    sample.attempt(),
                                    sample.cpuMillis(),
                                    sample.memoryBytes(),
                                    sample.run().value())
                            .addBatch();
                }
                upsert.executeBatch();
            }
            return samples.size();
        });
    }
}
