package io.akoflow.local.runner;

/** Which runner a machine gets when nobody has chosen. */
public final class RunnerChoice {
    private RunnerChoice() {}

    /** {@link RunnerKind#PROCESS} where a process really ran in namespaces, else {@link RunnerKind#PLAIN}. */
    public static RunnerKind detect() {
        return ProcessRunner.works() ? RunnerKind.PROCESS : RunnerKind.PLAIN;
    }
}
