package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.workflow.Typed;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What jobs need and get, by namespace and key; those that are added later count. */
final class Profiles {

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([KMGT]?)I?B?");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final int SECONDS = 60;
    private static final int MEGABYTE = 2;

    private final Problems problems;
    private final Map<String, Node.Scalar> values = new LinkedHashMap<>();
    private final Map<String, String> env = new LinkedHashMap<>();

    Profiles(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param ofMachine whether these are of the machine on which a program is installed, of which {@code PATH} means
     *     nothing in a container
     */
    Profiles add(Optional<Keyed> profiles, boolean ofMachine) {
        profiles.ifPresent(all -> all.entries().forEach(entry -> addAll(entry, ofMachine)));
        return this;
    }

    private void addAll(Typed.Entry namespace, boolean ofMachine) {
        if (!(namespace.value() instanceof Node.Mapping mapping)) {
            problems.error(
                    namespace.value(),
                    "Expected the profiles of %s to be a mapping, but it is %s",
                    Shown.text(namespace.name()),
                    Shown.node(namespace.value()));
            return;
        }
        for (var entry : new Keyed(mapping, "profiles", problems).entries()) {
            if (entry.value() instanceof Node.Scalar scalar) {
                add(namespace.name(), entry.key(), scalar, ofMachine);
            } else {
                notHonoured(namespace.name(), entry.key());
            }
        }
    }

    private void add(String namespace, Node.Scalar key, Node.Scalar value, boolean ofMachine) {
        if (!namespace.equals("env")) {
            values.put(namespace + "." + key.text().toLowerCase(Locale.ROOT), value);
        } else if (ofMachine && key.text().equals("PATH")) {
            problems.warning(
                    key,
                    "Expected an environment variable of a container, but PATH here is of the machine where a program was installed; it has no effect");
        } else {
            env.put(key.text(), value.text());
        }
    }

    /** How many jobs are to run together; 0 when nobody says. It is told once. */
    int cluster() {
        var size = number("pegasus.clusters.size");
        return size == null ? 0 : (int) Math.min(Integer.MAX_VALUE, Keyed.asBytes(size));
    }

    /** Gives {@code activity} what can be given here, and tells what can't. */
    void apply(DraftActivity activity) {
        env.forEach(activity::env);
        var cores = number("pegasus.cores", "condor.request_cpus");
        activity.cpu(cores);
        activity.memory(Math.max(bytes("pegasus.memory", MEGABYTE), bytes("condor.request_memory", MEGABYTE)));
        long disk = Math.max(bytes("pegasus.diskspace", MEGABYTE), bytes("condor.request_disk", 1));
        if (disk > 0) {
            activity.resource("ephemeral-storage", Long.toString(disk));
        }
        var gpus = number("pegasus.gpus", "condor.request_gpus");
        if (gpus != null && gpus.signum() > 0) {
            activity.resource("nvidia.com/gpu", gpus.toBigInteger().toString());
        }
        activity.expected(number("pegasus.runtime"));
        var wall = number("pegasus.maxwalltime", "globus.maxwalltime");
        activity.timeout(wall == null || wall.signum() == 0 ? null : wall.multiply(BigDecimal.valueOf(SECONDS)));
        var retries = number("dagman.retry");
        activity.attempts(retries == null ? 1 : 1 + retries.intValue());
        values.forEach((name, value) -> {
            int dot = name.indexOf('.');
            notHonoured(
                    name.substring(0, dot),
                    new Node.Scalar(value.line(), value.column(), name.substring(dot + 1), true));
        });
    }

    private void notHonoured(String namespace, Node.Scalar key) {
        problems.warning(
                key,
                "Expected a profile that akoflow can honour, but %s is none; it has no effect",
                Shown.text(namespace + "." + key.text()));
    }

    /** Of the first that is there. */
    private @Nullable BigDecimal number(String... names) {
        BigDecimal number = null;
        for (var name : names) {
            var value = values.remove(name);
            if (value == null || number != null) {
                continue;
            }
            var match = AMOUNT.matcher(value.text().strip());
            if (match.matches() && match.group(2).isEmpty()) {
                number = new BigDecimal(match.group(1));
            } else {
                wrong(name, value, "a number");
            }
        }
        return number;
    }

    /** @param power of 1024, where no unit is written; 0 when it is not there */
    private long bytes(String name, int power) {
        var value = values.remove(name);
        if (value == null) {
            return 0;
        }
        var match = AMOUNT.matcher(value.text().strip().toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            wrong(name, value, "a number, or one with a unit such as GB");
            return 0;
        }
        var unit = match.group(2);
        int times = unit.isEmpty() ? power : "KMGT".indexOf(unit) + 1;
        return Keyed.asBytes(new BigDecimal(match.group(1)).multiply(KIBI.pow(times)));
    }

    private void wrong(String name, Node.Scalar value, String expected) {
        problems.warning(
                value,
                "Expected the profile '%s' to be %s, but it is %s; it has no effect",
                name,
                expected,
                Shown.node(value));
    }
}
