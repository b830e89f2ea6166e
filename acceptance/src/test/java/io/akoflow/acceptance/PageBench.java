package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.akoflow.local.runner.RunnerKind;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/**
 * Prints how the page does with a large run, while it goes on and when it is over; started by {@code bench/page.sh}.
 */
final class PageBench {

    private static final int IMAGES = 81;
    private static final int BEGUN = 300;
    private static final int GOAL_MILLIS = 50;
    private static final int LOADED_MILLIS = 1500;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private PageBench() {}

    /** Starts everything on this machine with simulated pods, and a browser; prints two tables. */
    public static void main(String[] args) {
        java.util.logging.LogManager.getLogManager().reset();
        try (var chromium = Chromium.start();
                var machine = Machine.start(
                        "page-bench",
                        settings -> settings.withRunner(RunnerKind.SIMULATE)
                                .withServiceSetting(
                                        "akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "1s-3s"))) {
            measure(chromium, machine, System.out);
        } catch (TestAbortedException e) {
            System.out.println("bench: skipped, since there is " + e.getMessage());
        }
        System.exit(0);
    }

    private static void measure(Chromium chromium, Machine machine, PrintStream out) {
        empty(chromium, machine, out);
        var run = machine.submit(Graphs.montage(IMAGES));
        await().atMost(PATIENCE)
                .until(() -> machine.run(run).path("counts").path("SUCCEEDED").asInt() > BEGUN);
        table(chromium, machine, run, out);
        await().atMost(PATIENCE)
                .until(() -> machine.run(run).path("state").asText().equals("SUCCEEDED"));
        table(chromium, machine, run, out);
    }

    private static void table(Chromium chromium, Machine machine, String run, PrintStream out) {
        var before = machine.run(run);
        long began = System.nanoTime();
        var rows = Scene.all().stream()
                .map(scene -> row(chromium, machine, run, scene))
                .toList();
        var seconds = (System.nanoTime() - began) / 1e9;
        double done = succeeded(machine.run(run)) - succeeded(before);
        var what = "%,d activities, %s, %.0f of them ended a second"
                .formatted(
                        before.path("activities").asInt(), before.path("state").asText(), done / seconds);
        out.printf("""

                %s; load %s
                | view | first picture | a picture is seen: median | 95 of 100 | longest | work at once, longest | above 50 ms | heap of script | process | browser |
                |---|---|---|---|---|---|---|---|---|---|
                """, what, load());
        rows.forEach(out::println);
        out.flush();
    }

    private static int succeeded(JsonNode run) {
        return run.path("counts").path("SUCCEEDED").asInt();
    }

    private static String row(Chromium chromium, Machine machine, String run, Scene scene) {
        try (var window = chromium.open(machine, Look.WIDE)) {
            long began = System.nanoTime();
            window.visit("/runs/%s?%s".formatted(run, scene.query()));
            window.page().locator(scene.there()).first().waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            long first = (System.nanoTime() - began) / 1_000_000;
            window.page().waitForTimeout(LOADED_MILLIS);
            var frames = Frames.of(window.page(), () -> scene.play().accept(window.page()));
            var memory = chromium.memory(window.page());
            return "| %s | %d ms | %s | %s | %s | %s | %d | %d MB | %d MB | %d MB |"
                    .formatted(
                            scene.name(),
                            first,
                            millis(frames.shown(), 0.5),
                            millis(frames.shown(), 0.95),
                            millis(frames.shown(), 1),
                            millis(frames.worked(), 1),
                            frames.worked().stream()
                                    .filter(it -> it > GOAL_MILLIS)
                                    .count(),
                            memory.heap(),
                            memory.process(),
                            memory.browser());
        }
    }

    private static String millis(List<Double> sorted, double part) {
        return String.format(Locale.ROOT, "%.0f ms", Frames.within(part, sorted));
    }

    /** How busy the machine was, as Linux tells it. */
    private static String load() {
        return "%.0f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void empty(Chromium chromium, Machine machine, PrintStream out) {
        try (var window = chromium.open(machine, Look.WIDE)) {
            var memory = chromium.memory(window.page());
            out.printf("%nAn empty page: process %d MB, browser %d MB%n", memory.process(), memory.browser());
        }
    }
}
