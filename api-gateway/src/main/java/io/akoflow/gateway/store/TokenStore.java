package io.akoflow.gateway.store;

import io.akoflow.gateway.access.ApiToken;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.access.TokenSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps tokens of people and programs: who has one, and what it can be recognised by. */
@ApplicationScoped
public class TokenStore {

    private final Database database;

    TokenStore(Database database) {
        this.database = database;
    }

    /** Keeps {@code token}, which {@code secret} is recognised as from now on. */
    public void keep(ApiToken token, TokenSecret secret) {
        database.transaction(connection -> {
            try (var insert = Columns.set(
                    connection.prepareStatement("""
                            insert into api_token (id, hash, subject, role, description, created_at, created_by,
                                                   expires_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """),
                    token.id(),
                    secret.hash(),
                    token.subject(),
                    token.role(),
                    token.description(),
                    token.createdAt(),
                    token.createdBy(),
                    token.expiresAt())) {
                return insert.executeUpdate();
            }
        });
    }

    /** Whose {@code secret} is, if it is good at {@code now}. */
    public Optional<Caller> find(TokenSecret secret, Instant now) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select subject, role from api_token
                                    where hash = ? and revoked_at is null and expires_at > ?
                                    """), secret.hash(), now);
                    var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Caller(rows.getString("subject"), Role.valueOf(rows.getString("role"))))
                        : Optional.empty();
            }
        });
    }

    /** The newest first, also those that are good no more. */
    public List<ApiToken> list(int limit) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement("select * from api_token order by id desc limit ?"), limit);
                    var rows = query.executeQuery()) {
                List<ApiToken> tokens = new ArrayList<>();
                while (rows.next()) {
                    tokens.add(token(rows));
                }
                return tokens;
            }
        });
    }

    /** From now on the token called {@code id} is good no more; false when there is none. */
    public boolean revoke(String id, Instant now) {
        return database.transaction(connection -> {
            try (var update = Columns.set(
                    connection.prepareStatement(
                            "update api_token set revoked_at = coalesce(revoked_at, ?) where id = ?"),
                    now,
                    id)) {
                return update.executeUpdate() > 0;
            }
        });
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("subject"),
                Role.valueOf(row.getString("role")),
                row.getString("description"),
                Columns.time(row, "created_at"),
                row.getString("created_by"),
                Columns.time(row, "expires_at"),
                Columns.instant(row, "revoked_at"));
    }
}
