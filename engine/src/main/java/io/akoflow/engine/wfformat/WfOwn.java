package io.akoflow.engine.wfformat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What activities of our own runs are, in keys of their own, as {@link WfExport} writes and {@link WfImport} reads. */
final class WfOwn {

    /** The program of those that a shell was told. */
    static final List<String> SHELL = List.of("/bin/sh", "-ec");

    private WfOwn() {}

    /** The words of the container, the shell's among them. */
    static Map<String, Object> command(Activity activity, List<String> shell) {
        List<String> words = switch (activity.command()) {
            case Command.Program(var program) -> program;
            case Command.Script(var script) -> {
                List<String> all = new ArrayList<>(shell);
                all.add(script);
                yield all;
            }
        };
        var command = new LinkedHashMap<String, Object>();
        command.put("program", words.getFirst());
        command.put("arguments", words.subList(1, words.size()));
        return command;
    }

    /** All that can be read again. */
    static Map<String, Object> keys(Activity activity, List<String> shell) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("image", activity.image());
        keys.put("command", command(activity, shell));
        var env = new LinkedHashMap<String, Object>();
        activity.env().forEach((name, value) -> env.put(name, value(value)));
        put(keys, "env", env);
        put(keys, "resources", amounts(activity.resources()));
        put(keys, "nodeSelector", activity.nodeSelector());
        if (activity.timeout() != null) {
            keys.put("timeout", seconds(activity.timeout()));
        }
        if (!activity.retry().equals(RetryPolicy.ONCE)) {
            keys.put("retry", retry(activity.retry()));
        }
        return keys;
    }

    private static void put(Map<String, Object> keys, String key, Map<String, ?> values) {
        if (!values.isEmpty()) {
            keys.put(key, values);
        }
    }

    private static Object value(EnvValue value) {
        return switch (value) {
            case EnvValue.Literal(var text) -> text;
            case EnvValue.FromSecret(var secret, var key) -> Map.of("secret", secret, "key", key);
        };
    }

    private static Map<String, Object> amounts(Resources resources) {
        var amounts = new LinkedHashMap<String, Object>();
        if (resources.cpuMillis() != null) {
            amounts.put("cpu", resources.cpuMillis() + "m");
        }
        if (resources.memoryBytes() != null) {
            amounts.put("memory", resources.memoryBytes().toString());
        }
        amounts.putAll(resources.other());
        return amounts;
    }

    private static Map<String, Object> retry(RetryPolicy retry) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("attempts", retry.attempts());
        keys.put("backoff", seconds(retry.backoff()));
        keys.put("maxBackoff", seconds(retry.maxBackoff()));
        keys.put("memoryFactor", retry.memoryFactor());
        return keys;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }

    /** The command of a run, again. */
    static void write(String program, List<String> arguments, DraftActivity activity) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        if (words.size() == SHELL.size() + 1 && words.subList(0, SHELL.size()).equals(SHELL)) {
            activity.run(words.getLast());
        } else {
            activity.command(words);
        }
    }

    /** What {@link #keys} says, but for the image. */
    static void write(Keyed own, DraftActivity activity) {
        own.keyed("command", "a command")
                .ifPresent(command -> write(
                        command.text("program").orElse(""),
                        command.texts("arguments").stream()
                                .map(Node.Scalar::text)
                                .toList(),
                        activity));
        own.keyed("env", "an environment")
                .ifPresent(env -> env.entries().forEach(entry -> env(env, entry.name(), activity)));
        own.keyed("resources", "resources")
                .ifPresent(amounts -> texts(amounts).forEach((name, amount) -> {
                    switch (name) {
                        case "cpu" -> activity.cpu(amount);
                        case "memory" -> activity.memory(amount);
                        default -> activity.resource(name, amount);
                    }
                }));
        own.keyed("nodeSelector", "a nodeSelector")
                .ifPresent(labels -> texts(labels).forEach(activity::node));
        own.text("timeout").ifPresent(activity::timeout);
        own.keyed("retry", "a retry").ifPresent(retry -> {
            var keys = new LinkedHashMap<String, Object>();
            retry.amount("attempts").ifPresent(it -> keys.put("attempts", it.toBigInteger()));
            retry.text("backoff").ifPresent(it -> keys.put("backoff", it));
            retry.text("maxBackoff").ifPresent(it -> keys.put("maxBackoff", it));
            retry.amount("memoryFactor").ifPresent(it -> keys.put("memoryFactor", it.doubleValue()));
            activity.retry(keys);
        });
    }

    private static void env(Keyed env, String name, DraftActivity activity) {
        if (env.node(name).orElseThrow() instanceof Node.Mapping) {
            env.keyed(name, "a Secret's key")
                    .ifPresent(it -> activity.secret(
                            name, it.text("secret").orElse(""), it.text("key").orElse("")));
        } else {
            env.text(name).ifPresent(value -> activity.env(name, value));
        }
    }

    private static Map<String, String> texts(Keyed keyed) {
        var texts = new LinkedHashMap<String, String>();
        keyed.entries().forEach(entry -> keyed.text(entry.name()).ifPresent(text -> texts.put(entry.name(), text)));
        return texts;
    }
}
