package io.akoflow.gateway.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.akoflow.engine.view.Outline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what of runs does not change while they go on. */
@ApplicationScoped
public class OutlineQueries {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final Database database;

    OutlineQueries(Database database) {
        this.database = database;
    }

    /** Which outline the run called {@code id} has: text that is another when the outline is. */
    public Optional<String> edition(String id) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select edition || '-' || (select count(*) from activity a where a.run = run.id)
                                    from run where id = ?
                                    """), id);
                    var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }

    /**
     * The outline of the run called {@code id}. An activity of which nothing was heard since the database was restored
     * has an empty name.
     */
    public Outline outline(String id) {
        List<String> names = new ArrayList<>();
        List<List<String>> parents = new ArrayList<>();
        database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement(
                                    "select ordinal, name, depends_on from activity where run = ? order by ordinal"),
                            id);
                    var rows = query.executeQuery()) {
                while (rows.next()) {
                    while (names.size() < rows.getInt(1)) {
                        names.add("");
                        parents.add(List.of());
                    }
                    names.add(rows.getString(2));
                    parents.add(Columns.parsed(rows.getString(3), NAMES));
                }
                return names;
            }
        });
        return Outline.of(names, ordinals(names, parents));
    }

    private static List<List<Integer>> ordinals(List<String> names, List<List<String>> parents) {
        Map<String, Integer> ordinals = new HashMap<>();
        names.forEach(name -> ordinals.put(name, ordinals.size()));
        return parents.stream()
                .map(all ->
                        all.stream().map(ordinals::get).filter(Objects::nonNull).toList())
                .toList();
    }
}
