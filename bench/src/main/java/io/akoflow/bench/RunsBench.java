package io.akoflow.bench;

import io.akoflow.bench.store.ManyRuns;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints how long a page of a list of many runs takes, over HTTP, from a gateway that does nothing else. */
public final class RunsBench {

    private static final int RUNS = 100_000;
    private static final int TIMES = 100;
    private static final int PAGE = 50;
    private static final int DEEP = 100; // pages

    private RunsBench() {}

    /**
     * Starts everything, fills it, prints the table.
     *
     * @param args the folder with the modules, and an empty one for the state
     */
    public static void main(String[] args) throws IOException {
        java.util.logging.LogManager.getLogManager().reset();
        try (var machine = BenchMachine.simulated(Path.of(args[0]), Path.of(args[1]), "1s")) {
            ManyRuns.write(machine.parts().state().root().resolve("services/gateway.properties"), RUNS);
            measure(machine, System.out);
        }
    }

    private static void measure(BenchMachine machine, PrintStream out) {
        var pages = pages(machine);
        for (int i = 0; i < TIMES; i++) {
            pages.values().forEach(machine::get); // until the JVM knows it
        }
        Map<String, List<Long>> micros = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            pages.forEach((name, path) -> {
                long began = System.nanoTime();
                machine.get(path);
                micros.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - began) / 1000);
            });
        }
        out.println(Figures.header());
        micros.forEach((name, each) -> out.println(Figures.of(name, each).row()));
    }

    private static Map<String, String> pages(BenchMachine machine) {
        var all = "/api/v1/runs?limit=" + PAGE;
        var oldest = "01k" + "%07x".formatted(RUNS / 14);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("first page of %,d runs".formatted(RUNS), all);
        pages.put("page %d".formatted(DEEP), all + "&cursor=" + deep(machine, all));
        pages.put("in a state that few are in", all + "&state=CANCELLED");
        pages.put("in a state that none is in", all + "&state=RUNNING");
        pages.put("of a name", all + "&name=epidemic");
        pages.put("by part of the name, of many", all + "&q=monta");
        pages.put("by part of the name, of an old one", all + "&q=montage-500");
        pages.put("by part of the name and state", all + "&q=genome&state=FAILED");
        pages.put("by the beginning of an old id", all + "&id=" + oldest);
        pages.put("the same, where it could be a name", all + "&q=" + oldest);
        pages.put("by the beginning that all have", all + "&id=01");
        pages.put("nothing found", all + "&q=nosuchthing");
        pages.put("no such id", all + "&id=zz");
        return pages;
    }

    private static String deep(BenchMachine machine, String all) {
        var next = machine.get(all).path("next").asText();
        for (int page = 2; page < DEEP; page++) {
            next = machine.get(all + "&cursor=" + next).path("next").asText();
        }
        return next;
    }
}
