package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Any workflow that a file can say. */
final class RandomWorkflows {

    private static final List<String> TEXTS = List.of(
            "a",
            "true",
            "~",
            "007",
            "1e3",
            " padded ",
            "#no comment",
            "key: value",
            "- item",
            "{x}",
            "[y]",
            "&z *z",
            "'q'",
            "\"",
            "\\",
            "\t",
            "\n",
            "\r\n",
            "%",
            "@",
            "größe",
            "世界",
            "😀",
            "\u0001",
            "\u0085",
            "\u2028",
            "null",
            "<<",
            "!t");

    private final Random random;

    RandomWorkflows(Random random) {
        this.random = random;
    }

    Workflow next() {
        var type = one(StoragePolicy.Type.values());
        int size = 1 + random.nextInt(12);
        var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, random);
        Map<String, String> selector = random.nextBoolean() ? Map.of() : selector();
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            activities.add(activity(i, order, type == StoragePolicy.Type.DISTRIBUTED ? selector() : selector));
        }
        return new Workflow(
                "w" + text(),
                maybe(() -> "work-" + random.nextInt(10)),
                new StoragePolicy(
                        type, maybe(() -> "class.x" + random.nextInt(10)), size(), one(StoragePolicy.Retain.values())),
                one("/data", "/a b/ü", "/x/y"),
                one(List.of("/bin/sh", "-ec"), List.of("busybox", "sh", text() + "x")),
                maybe(() -> 1 + random.nextInt(100)),
                one(Workflow.OnFailure.values()),
                maybe(this::duration),
                activities,
                maybe(this::packing));
    }

    private Packing packing() {
        List<Packing.Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            var waits = Duration.ofMillis(random.nextInt(3_600_001));
            rules.add(new Packing.Rule(one("*", "n", "N1-*") + text(), 1 + random.nextInt(64), waits));
        }
        return new Packing(rules.isEmpty() || random.nextBoolean(), rules);
    }

    private Activity activity(int ordinal, List<Integer> order, Map<String, String> selector) {
        var parents = order.stream()
                .limit(order.indexOf(ordinal))
                .filter(_ -> random.nextInt(3) == 0)
                .toList();
        return new Activity(
                "n" + ordinal + "-" + text(),
                one("alpine:3.20", "registry.example.org:5000/a/b@sha256:0123", "UPPER", "7"),
                random.nextInt(4) == 0
                        ? new Command.Program(List.of("p" + text(), text(), text()))
                        : new Command.Script("r" + text() + text()),
                parents,
                resources(),
                env(),
                maybe(this::duration),
                retry(),
                selector,
                random.nextInt(4) == 0,
                pod());
    }

    private Resources resources() {
        Map<String, String> other = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
            other.put("nvidia.com/gpu", "" + random.nextInt(8));
            other.put("ephemeral-storage", size());
        }
        return new Resources(
                maybe(() -> 1L + random.nextInt(100_000)), maybe(() -> 1L + random.nextLong(1L << 50)), other);
    }

    private Map<String, EnvValue> env() {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            env.put(
                    one("A", "_x.y-z", "PATH") + i,
                    random.nextInt(3) == 0
                            ? new EnvValue.FromSecret("my-secret." + i, "Key_" + i)
                            : new EnvValue.Literal(text()));
        }
        return env;
    }

    private RetryPolicy retry() {
        if (random.nextBoolean()) {
            return RetryPolicy.ONCE;
        }
        var backoff = Duration.ofMillis(random.nextInt(100_000));
        var longest = backoff.plusMillis(random.nextInt(1_000_000));
        return new RetryPolicy(1 + random.nextInt(1000), backoff, longest, 1 + random.nextInt(99_000) / 1000.0);
    }

    private PodOptions pod() {
        if (random.nextInt(3) > 0) {
            return PodOptions.NONE;
        }
        Map<String, Object> toleration = new LinkedHashMap<>();
        toleration.put("key", "example.org/k" + random.nextInt(3));
        toleration.put("operator", "Equal");
        toleration.put("value", "v_" + random.nextInt(3));
        toleration.put("effect", "NoExecute");
        toleration.put("tolerationSeconds", random.nextInt(1000));
        return new PodOptions(
                List.of(toleration, Map.of("operator", "Exists")),
                random.nextBoolean() ? List.of() : List.of("s1", "s2"),
                maybe(() -> "account"),
                maybe(() -> "priority"));
    }

    private Map<String, String> selector() {
        return random.nextBoolean() ? Map.of("disk", one("ssd", "hdd")) : Map.of("zone", "a.b_c", "example.org/x", "");
    }

    private Duration duration() {
        return Duration.ofMillis(1000 + random.nextLong(30_000_000_000L));
    }

    private String size() {
        return (1 + random.nextInt(100)) + one("Mi", "Gi", "G", "e7");
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return text.toString();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
