package io.akoflow.local.command;

import io.akoflow.local.RunningMachine;
import io.akoflow.local.runner.RunnerKind;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything, and stays until Ctrl-C. */
@Command(name = "up", description = "Start everything on this machine.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private LaunchOptions options = new LaunchOptions();

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.settings();
        if (Foreground.complains(settings)) {
            return Main.NOT_STARTED;
        }
        var machine = new Foreground(System.out).start(settings);
        describe(machine);
        new CountDownLatch(1).await();
        return Main.SUCCESS;
    }

    private static void describe(RunningMachine machine) {
        var token = machine.token();
        System.out.println("akoflow is up: " + machine.url() + (token.isEmpty() ? "/" : "/?token=" + token));
        machine.runner().ifPresent(runner -> System.out.println("Runner: " + describe(runner)));
        machine.cluster().ifPresent(cluster -> {
            System.out.println("Cluster: " + cluster);
            System.out.println("Outputs: "
                    + machine.wayBack()
                            .map(address -> "pods bring them to this machine at " + address)
                            .orElse("can't be read, since no address is known at which pods reach this machine;"
                                    + " say one with --outputs-address"));
        });
        System.out.println("State and logs: " + machine.state().root());
        System.out.println("Ctrl-C here or 'akoflow down' ends it.");
    }

    static String describe(RunnerKind runner) {
        return runner.label()
                + switch (runner) {
                    case CONTAINER -> ". Activities run in their images.";
                    case PROCESS, PLAIN ->
                        ". Images are not used: the programs of an activity have to be installed on this machine.";
                    case SIMULATE -> ". Nothing is run: pods end by themselves.";
                };
    }
}
