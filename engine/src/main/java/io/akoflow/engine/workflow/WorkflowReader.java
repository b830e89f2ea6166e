package io.akoflow.engine.workflow;

import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.yaml.Node;
import io.akoflow.engine.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/** Reads workflow files: strictly, and with all errors at once. */
public final class WorkflowReader {

    private WorkflowReader() {}

    /** What {@code file} says. Never throws, whatever the bytes are. */
    public static WorkflowReading read(byte[] file) {
        var yaml = YamlReader.read(file);
        var problems = new Problems();
        problems.addAll(yaml.problems());
        var said = yaml.root().flatMap(root -> said(root, problems));
        return said.isEmpty() || problems.hasErrors()
                ? new WorkflowReading.Invalid(problems.inFileOrder())
                : new WorkflowReading.Valid(
                        said.get().workflow, problems.inFileOrder(), said.get().webhooks, said.get().files);
    }

    private record Said(Workflow workflow, List<Webhook> webhooks, List<NamedFiles> files) {}

    private static Optional<Said> said(Node root, Problems problems) {
        if (!(root instanceof Node.Mapping mapping)) {
            problems.error(root, "Expected a mapping with 'name' and 'spec', but it is %s", Shown.node(root));
            return Optional.empty();
        }
        var file = new Fields(mapping, Section.FILE, problems);
        var name = file.text("name").filter(text -> Names.isName(text, "a name", problems));
        file.require("name");
        file.require("spec");
        return file.fields("spec", Section.SPEC).map(spec -> {
            var reader = new SpecReader(problems);
            var workflow = reader.read(name.map(Node.Scalar::text).orElse(""), spec);
            return new Said(workflow, new NotifyReader(problems).read(spec), reader.files());
        });
    }
}
