package io.akoflow.gateway.store;

import io.akoflow.contract.Command;
import io.akoflow.contract.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a workflow says of an activity, in the words of its file. */
final class Told {

    private static final String[] SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};

    private Told() {}

    static String command(Command command) {
        return switch (command) {
            case Command.Script(var script) -> script;
            case Command.Program(var program) -> String.join(" ", program);
        };
    }

    static Map<String, String> resources(Resources resources) {
        Map<String, String> told = new LinkedHashMap<>();
        put(told, "cpu", cpu(resources.cpuMillis()));
        put(told, "memory", bytes(resources.memoryBytes()));
        told.putAll(resources.other());
        return told;
    }

    private static void put(Map<String, String> told, String name, @Nullable String quantity) {
        if (quantity != null) {
            told.put(name, quantity);
        }
    }

    private static @Nullable String cpu(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : millis + "m";
    }

    /** With the largest suffix that leaves no fraction. */
    private static @Nullable String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return null;
        }
        long amount = bytes;
        int suffix = 0;
        while (amount % 1024 == 0 && amount > 0 && suffix < SUFFIXES.length - 1) {
            amount /= 1024;
            suffix++;
        }
        return amount + SUFFIXES[suffix];
    }
}
