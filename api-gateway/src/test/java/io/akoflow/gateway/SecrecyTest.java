package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No token is ever in a log, whatever is asked and however much is logged. */
@QuarkusTest
@WithTestResource(DeployedServers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the field
class SecrecyTest {

    private static final Logger ROOT = Logger.getLogger("");

    @TestHTTPResource
    URL server;

    private final Written log = new Written();
    private final Map<Handler, Level> levels = new HashMap<>();
    private Level level;

    @BeforeEach
    void logEverything() {
        level = ROOT.getLevel();
        for (var handler : ROOT.getHandlers()) {
            levels.put(handler, handler.getLevel());
            handler.setLevel(Level.WARNING);
        }
        ROOT.setLevel(Level.ALL);
        log.setLevel(Level.ALL);
        ROOT.addHandler(log);
    }

    @AfterEach
    void logAsBefore() {
        ROOT.removeHandler(log);
        ROOT.setLevel(level);
        levels.forEach(Handler::setLevel);
    }

    @Test
    void shouldNotWriteTokensToLog() throws IOException {
        // given
        var client = new Client(server);
        var ada = client.as("ada", "submitter");
        var bad = new Client(server, "akf_" + "b".repeat(43));
        var odd = new Client(server, "a-token-of-another-form");
        var grace = new Client(server, DeployedServers.issuer().token("grace", "akoflow-operator"));
        var forged = new Client(server, grace.token().substring(0, grace.token().length() - 4) + "AAAA");

        // when
        ada.submit(chain("secret", 1));
        ada.get("/api/v1/tokens");
        bad.get("/api/v1/runs");
        grace.as("alan", "viewer").get("/api/v1/runs");
        forged.get("/api/v1/runs");
        odd.post("/api/v1/runs", Client.YAML, chain("secret", 1));
        var tokens = Stream.of(client, ada, bad, odd, grace, forged)
                .map(Client::token)
                .toList();
        for (var token : tokens) {
            for (var path : new String[] {"/", "/api/v1/runs", "/no/such/path", "/q/health/ready", "/api/%zz"}) {
                Wire.answer(server, "GET " + path + "?token=" + token + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Wire.answer(
                        server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nCookie: akoflow_token=" + token + "\r\n\r\n");
            }
        }
        Logger.getLogger("io.akoflow").info("the end of the test");

        // then
        assertThat(log.text()).contains("the end of the test");
        assertThat(log.text().lines().filter(line -> tokens.stream().anyMatch(line::contains)))
                .isEmpty();
    }

    /** Remembers all that is logged. */
    private static final class Written extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord said) {
            lines.add(said.getLoggerName() + ": " + formatter.formatMessage(said));
            if (said.getThrown() != null) {
                var trace = new StringWriter();
                said.getThrown().printStackTrace(new PrintWriter(trace));
                lines.add(trace.toString());
            }
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void flush() {
            // it is all there
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}
