package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.FaultProxy.Fault;
import io.akoflow.local.Service;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Something bad that is done to a part. */
sealed interface Blow {

    /** What it is called in the table of recoveries: without what differs from time to time. */
    String label();

    /** kill -9, and started again at once. */
    record Kill(Service service, int replica) implements Blow {
        @Override
        public String label() {
            return "kill -9 " + service.label();
        }
    }

    /** Asked to end, and started again. */
    record Restart(Service service, int replica) implements Blow {
        @Override
        public String label() {
            return "restart " + service.label();
        }
    }

    /** kill -9, and away for a while, so that another replica has to take over what it did. */
    record Absence(Service service, int replica, Duration length) implements Blow {
        @Override
        public String label() {
            return "one of two gone: " + service.label();
        }
    }

    /** SIGSTOP, and SIGCONT after a while. */
    record Freeze(Service service, int replica, Duration length) implements Blow {
        @Override
        public String label() {
            return "frozen " + service.label();
        }
    }

    /** kill -9, and started again at once. */
    record KillServer(Server server) implements Blow {
        @Override
        public String label() {
            return "kill -9 " + server.label();
        }
    }

    /** Asked to end, and started again. */
    record RestartServer(Server server) implements Blow {
        @Override
        public String label() {
            return "restart " + server.label();
        }
    }

    /** SIGSTOP, and SIGCONT after a while. */
    record FreezeServer(Server server, Duration length) implements Blow {
        @Override
        public String label() {
            return "frozen " + server.label();
        }
    }

    /** The API server answers badly for a while, during which other blows fall, too. */
    record BadApi(String name, int percent, Set<Fault> faults, Duration length) implements Blow {
        @Override
        public String label() {
            return "API server: " + name;
        }
    }

    /** What services stand on. */
    enum Server {
        KAFKA("Kafka"),
        POSTGRES("PostgreSQL");

        private final String label;

        Server(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** What its files are called. */
        String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
