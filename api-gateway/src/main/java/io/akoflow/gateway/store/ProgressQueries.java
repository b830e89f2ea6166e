package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.view.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how far runs are. */
@ApplicationScoped
public class ProgressQueries {

    private static final Progress NOTHING_HEARD = new Progress(ActivityState.WAITING, null, null);

    private final Database database;

    ProgressQueries(Database database) {
        this.database = database;
    }

    /** Of the run called {@code id}, for each of its first {@code size} activities. */
    public List<Progress> progress(String id, int size) {
        List<Progress> progress = new ArrayList<>();
        database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select ordinal, state, started_at, ended_at from activity
                                    where run = ? and ordinal < ? order by ordinal
                                    """), id, size);
                    var rows = query.executeQuery()) {
                while (rows.next()) {
                    fillUp(progress, rows.getInt("ordinal"));
                    progress.add(new Progress(
                            ActivityState.valueOf(rows.getString("state")),
                            Columns.instant(rows, "started_at"),
                            Columns.instant(rows, "ended_at")));
                }
                return progress;
            }
        });
        fillUp(progress, size);
        return progress;
    }

    private static void fillUp(List<Progress> progress, int size) {
        while (progress.size() < size) {
            progress.add(NOTHING_HEARD);
        }
    }

    /** Ids of up to {@code limit} runs before this one that have its name and succeeded, the newest first. */
    public List<String> earlier(String id, int limit) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select e.id from run e join run this on e.name = this.name
                                    where this.id = ? and e.id < this.id and e.state = 'SUCCEEDED'
                                    order by e.id desc limit ?
                                    """), id, limit);
                    var rows = query.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        });
    }

    /**
     * How long each activity of the newest run of this owner and name that succeeded ran, by name; empty when there is
     * none.
     */
    public Map<String, Duration> durations(String owner, String workflow) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select name, started_at, ended_at from activity
                                    where started_at is not null and ended_at is not null and run =
                                        (select id from run where owner = ? and name = ? and state = 'SUCCEEDED'
                                         order by id desc limit 1)
                                    """), owner, workflow);
                    var rows = query.executeQuery()) {
                Map<String, Duration> durations = new HashMap<>();
                while (rows.next()) {
                    var took = Duration.between(Columns.instant(rows, "started_at"), Columns.instant(rows, "ended_at"));
                    durations.put(rows.getString("name"), took.isNegative() ? Duration.ZERO : took);
                }
                return durations;
            }
        });
    }
}
