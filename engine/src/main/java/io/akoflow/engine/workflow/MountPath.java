package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.List;
import java.util.regex.Pattern;

/** Where the disk is in an activity's container. */
final class MountPath {

    private static final String DEFAULT = "/data";
    private static final int LONGEST = 1024;
    private static final Pattern FORM = Pattern.compile("/[^:\\p{Cntrl}]*");
    private static final List<String> TAKEN =
            List.of("/", "/akoflow", "/akoflow-script", "/akoflow-wfa-shared", "/dev", "/proc", "/sys");

    private MountPath() {}

    /** Absolute, without a slash at its end. */
    static String read(Fields spec, Problems problems) {
        return spec.textUnlessEmpty("mountPath")
                .map(text -> check(text, problems))
                .orElse(DEFAULT);
    }

    private static String check(Node.Scalar text, Problems problems) {
        var path = text.text().length() > 1 && text.text().endsWith("/")
                ? text.text().substring(0, text.text().length() - 1)
                : text.text();
        boolean isPath = path.length() <= LONGEST && FORM.matcher(path).matches() && !path.contains("//");
        if (!isPath || (path + "/").contains("/../") || (path + "/").contains("/./")) {
            problems.error(
                    text, "Expected 'mountPath' to be an absolute path such as /data, but it is %s", Shown.node(text));
        } else if (TAKEN.stream().anyMatch(taken -> isWithin(path, taken))) {
            problems.error(
                    text,
                    "Expected 'mountPath' to be a folder of its own such as /data, but %s is needed otherwise",
                    Shown.text(path));
        }
        return path;
    }

    private static boolean isWithin(String path, String taken) {
        return path.equals(taken) || (taken.length() > 1 && path.startsWith(taken + "/"));
    }
}
