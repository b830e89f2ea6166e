package io.akoflow.gateway.store;

import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads where the files of runs are. */
@ApplicationScoped
public class DiskQueries {

    private final Database database;

    DiskQueries(Database database) {
        this.database = database;
    }

    /** Of the run called {@code id}. */
    public Optional<RunDisk> find(String id) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement("select state, namespace, storage from run where id = ?"), id);
                    var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new RunDisk(
                                RunState.valueOf(rows.getString("state")),
                                rows.getString("namespace"),
                                Columns.parsed(rows.getString("storage"), StoragePolicy.class)))
                        : Optional.empty();
            }
        });
    }
}
