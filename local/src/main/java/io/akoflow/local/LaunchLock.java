package io.akoflow.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Held by the launcher that runs on a state folder, and given up by the system when its process is gone. */
public final class LaunchLock implements AutoCloseable {

    private final FileChannel channel;
    private final Path pidFile;

    private LaunchLock(FileChannel channel, Path pidFile) {
        this.channel = channel;
        this.pidFile = pidFile;
    }

    /** Takes it for this process; empty when another launcher runs there. */
    static Optional<LaunchLock> take(Path state) {
        PrivateFiles.folder(state);
        var channel = tryLock(state);
        if (channel == null) {
            return Optional.empty();
        }
        var pidFile = pidFile(state);
        PrivateFiles.write(pidFile, ProcessHandle.current().pid() + "\n");
        return Optional.of(new LaunchLock(channel, pidFile));
    }

    /** The launcher that runs on this folder, if one does. */
    public static Optional<ProcessHandle> holder(Path state) {
        if (!Files.exists(lockFile(state))) {
            return Optional.empty();
        }
        var channel = tryLock(state);
        if (channel != null) {
            close(channel);
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readString(pidFile(state)).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(channel);
        }
    }

    private static @Nullable FileChannel tryLock(Path state) {
        try {
            var channel = FileChannel.open(lockFile(state), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // a launcher in this process
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to lock %s, but could not".formatted(lockFile(state)), e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lockFile(Path state) {
        return state.resolve("launcher.lock");
    }

    private static Path pidFile(Path state) {
        return state.resolve("launcher.pid");
    }
}
