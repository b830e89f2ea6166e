package io.akoflow.local.command;

import io.akoflow.local.LaunchLock;
import io.akoflow.local.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the epidemic study, on what is up or on what it starts for that, and shows its results. */
@Command(name = "demo", description = "Run a little study, and show its results.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final long PAUSE_NANOS = 100_000_000;

    @Mixin
    private LaunchOptions options = new LaunchOptions();

    @Override
    public Integer call() throws IOException {
        var state = new StateFolder(options.state());
        if (LaunchLock.holder(options.state()).isPresent() && state.server().isPresent()) {
            return study(new DemoGateway(URI.create(state.server().get()), state.token()), state);
        }
        var settings = options.settings();
        if (Foreground.complains(settings)) {
            return Main.NOT_STARTED;
        }
        try (var machine = new Foreground(System.out).start(settings)) {
            machine.runner().ifPresent(runner -> System.out.println("Runner: " + UpCommand.describe(runner)));
            return study(new DemoGateway(machine.url(), machine.token()), state);
        }
    }

    private static int study(DemoGateway gateway, StateFolder state) throws IOException {
        var id = gateway.submit(Files.readString(Main.home().resolve("examples/epidemic/workflow.yaml")));
        System.out.println("Run " + id + ": a stochastic epidemic, 16 simulations");
        var run = gateway.run(id);
        var shown = "";
        while (!run.isOver()) {
            if (!run.progress().equals(shown)) {
                shown = run.progress();
                System.out.println("  " + shown);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            run = gateway.run(id);
        }
        System.out.println("  " + run.progress());
        if (!run.hasSucceeded()) {
            Main.complain(
                    System.err, "Expected the run to succeed, but it is %s. %s".formatted(run.state(), run.message()));
            return Main.RUN_FAILED;
        }
        System.out.println();
        System.out.print(gateway.log(id, "table"));
        System.out.println();
        System.out.println("Chart: " + chart(state, id));
        return Main.SUCCESS;
    }

    private static String chart(StateFolder state, String run) throws IOException {
        var disks = state.root().resolve("disks");
        if (!Files.exists(disks)) {
            return "infected.svg, on the disk of run " + run;
        }
        try (var found = Files.find(disks, 6, (path, attributes) -> isChart(path, run))) {
            return found.findFirst().map(Path::toString).orElse("infected.svg, on the disk of run " + run);
        }
    }

    private static boolean isChart(Path path, String run) {
        return path.endsWith("infected.svg") && path.toString().contains(run);
    }
}
