package io.akoflow.local.command;

import io.akoflow.local.Service;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a setting that a service has, such as {@code akoflow.dispatcher.unit}. */
final class SettingName implements ITypeConverter<String> {

    @Override
    public String convert(String name) {
        if (Arrays.stream(Service.values()).noneMatch(it -> name.startsWith("akoflow." + it.label() + "."))) {
            throw new TypeConversionException(
                    "Expected the setting of a service, such as akoflow.dispatcher.unit, but got '%s'".formatted(name));
        }
        return name;
    }
}
