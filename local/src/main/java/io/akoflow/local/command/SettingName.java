package io.akoflow.local.command;

import io.akoflow.local.Service;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a setting that a service has, such as {@code akoflow.dispatcher.unit}. */
final class SettingName implements ITypeConverter<String> {

    /** Those that services and the command line have to agree on. */
    private static final Set<String> MADE_HERE = Set.of(
            "akoflow.gateway.token",
            "akoflow.planner.instance",
            "akoflow.planner.work-namespace",
            "akoflow.dispatcher.pods.namespace",
            "akoflow.dispatcher.pods.shards",
            "akoflow.watcher.identity",
            "akoflow.watcher.leases.namespace",
            "akoflow.watcher.namespaces",
            "akoflow.watcher.shards");

    @Override
    public String convert(String name) {
        if (Arrays.stream(Service.values()).noneMatch(it -> name.startsWith("akoflow." + it.label() + "."))) {
            throw new TypeConversionException(
                    "Expected the setting of a service, such as akoflow.dispatcher.unit, but got '%s'".formatted(name));
        }
        if (MADE_HERE.contains(name)) {
            throw new TypeConversionException(
                    "Expected a setting that akoflow does not make itself on one machine, but got '%s'; what may be chosen of it has an option, such as --namespace and --no-token"
                            .formatted(name));
        }
        return name;
    }
}
