package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What an activity does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Command.Script.class), @JsonSubTypes.Type(Command.Program.class)})
public sealed interface Command {

    /** Text for the workflow's shell; not blank. */
    record Script(String script) implements Command {}

    /** A program and its arguments, run without a shell; at least the program. */
    record Program(List<String> program) implements Command {
        public Program {
            program = List.copyOf(program);
        }
    }
}
