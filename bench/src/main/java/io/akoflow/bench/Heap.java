package io.akoflow.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a JVM's heap holds after its collections, at most. */
final class Heap implements AutoCloseable {

    private final JMXConnector connector;
    private final List<MemoryPoolMXBean> pools;
    private final long limit;
    private long most;

    private Heap(JMXConnector connector) throws IOException {
        this.connector = connector;
        var connection = connector.getMBeanServerConnection();
        pools = ManagementFactory.getPlatformMXBeans(connection, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .toList();
        limit = ManagementFactory.getPlatformMXBean(connection, java.lang.management.MemoryMXBean.class)
                .getHeapMemoryUsage()
                .getMax();
    }

    @SuppressWarnings("BanJNDI") // what answers is a child of this process
    static Heap of(ProcessHandle process) {
        try {
            var machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return new Heap(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("Expected a JVM to look into, but it can't be", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks once. */
    void look() {
        long now = pools.stream()
                .mapToLong(pool -> Math.max(0, pool.getCollectionUsage().getUsed()))
                .sum();
        most = Math.max(most, now);
    }

    /** Bytes that the last looks found left after a collection, at most. */
    long most() {
        return most;
    }

    /** Bytes that it may have. */
    long limit() {
        return limit;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException _) { // the JVM has ended: so has the connection
        }
    }
}
