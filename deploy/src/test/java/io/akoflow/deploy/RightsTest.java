package io.akoflow.deploy;

import static io.akoflow.deploy.Manifests.at;
import static io.akoflow.deploy.Manifests.list;
import static io.akoflow.deploy.Manifests.map;
import static io.akoflow.deploy.Manifests.strings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(akoflow-[a-z-]+)` \\| `([a-z-]+)` \\| (.+) \\| (.+) \\|$");

    @Test
    void shouldGiveTheRightsThatTheTableSaysAndNoOther() {
        // given
        var table = new TreeSet<String>();
        var row = ROW.matcher(Manifests.read(Path.of("../docs/operations.md")));
        while (row.find()) {
            for (var resource : row.group(3).replaceAll("[` ]", "").split(",", -1)) {
                for (var verb : row.group(4).replace(" ", "").split(",", -1)) {
                    table.add("%s %s %s %s".formatted(row.group(1), row.group(2), resource, verb));
                }
            }
        }
        table.removeIf(it -> it.endsWith(" none none"));

        // when
        var rights = rights(Manifests.pinned("single-node"));

        // then
        assertThat(rights).hasSizeGreaterThan(20).isEqualTo(table);
    }

    @Test
    void shouldMountTokensOnlyWhereThereAreRights() {
        // given
        var manifests = Manifests.pinned("single-node");

        // when
        var withToken = new TreeSet<String>();
        manifests
                .ofKind("ServiceAccount")
                .filter(it -> !Boolean.FALSE.equals(it.get("automountServiceAccountToken")))
                .forEach(it -> withToken.add(String.valueOf(at(it, "metadata").get("name"))));

        // then
        assertThat(withToken).containsExactly("akoflow-dispatcher", "akoflow-secrets", "akoflow-watcher");
    }

    private static Set<String> rights(Manifests manifests) {
        var rights = new TreeSet<String>();
        for (var kind : new String[] {"RoleBinding", "ClusterRoleBinding"}) {
            manifests.ofKind(kind).forEach(binding -> {
                var namespace = String.valueOf(at(binding, "metadata").getOrDefault("namespace", "all"));
                var reference = at(binding, "roleRef");
                var place = namespace.equals("all") ? "-" : namespace;
                var role = manifests
                        .objects()
                        .get("%s %s/%s".formatted(reference.get("kind"), place, reference.get("name")));
                for (var subject : list(binding.get("subjects"))) {
                    list(map(role).get("rules"))
                            .forEach(rule -> add(rights, subject.get("name") + " " + namespace, rule));
                }
            });
        }
        return rights;
    }

    private static void add(Set<String> rights, String who, Map<String, Object> rule) {
        for (var group : strings(rule.get("apiGroups"))) {
            for (var resource : strings(rule.get("resources"))) {
                for (var verb : strings(rule.get("verbs"))) {
                    rights.add("%s %s%s %s".formatted(who, resource, group.isEmpty() ? "" : "." + group, verb));
                }
            }
        }
    }
}
