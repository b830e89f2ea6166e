package io.akoflow.local;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which port of the loopback address each part listens on. */
public record Ports(Map<Part, Integer> numbers) {

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /** Those that people expect. */
    public static Ports usual() {
        var numbers = new EnumMap<Part, Integer>(Part.class);
        Arrays.stream(Part.values()).forEach(part -> numbers.put(part, part.usualPort()));
        return new Ports(numbers);
    }

    /** For a test: any that nothing listened on a moment ago. */
    public static Ports free() {
        var numbers = new EnumMap<Part, Integer>(Part.class);
        Arrays.stream(Part.values()).forEach(part -> numbers.put(part, FreePort.find()));
        return new Ports(numbers);
    }

    /** The same, with another port for one part. */
    public Ports with(Part part, int port) {
        var changed = new EnumMap<>(numbers);
        changed.put(part, port);
        return new Ports(changed);
    }

    int of(Part part) {
        return Objects.requireNonNull(numbers.get(part));
    }

    /** A sentence for each of these parts whose port is taken. */
    List<String> complaints(Collection<Part> parts) {
        return parts.stream()
                .filter(part -> !FreePort.isFree(of(part)))
                .map(part -> part.complaint(of(part)))
                .toList();
    }
}
