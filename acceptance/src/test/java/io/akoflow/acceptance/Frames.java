package io.akoflow.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What moving in a page takes, in milliseconds.
 *
 * @param shown how long each picture was seen before the next one came; on a busy machine it is others that hold it up
 * @param worked how long the page's script, style, layout and paint kept a processor busy at once: what holds a picture
 *     up on a machine that is free
 */
record Frames(List<Double> shown, List<Double> worked) {

    private static final String CATEGORIES = "{\"includedCategories\": [\"toplevel\", \"__metadata\"]}";

    private static final String BEGIN = """
            () => {
              window.shown = [];
              let last = 0;
              const next = (now) => {
                if (last > 0) {
                  window.shown.push(now - last);
                }
                last = now;
                requestAnimationFrame(next);
              };
              requestAnimationFrame(next);
            }""";

    /** While something is done with the page. */
    static Frames of(Page page, Runnable what) {
        var session = page.context().newCDPSession(page);
        var heard = new Heard();
        session.on("Tracing.dataCollected", heard::take);
        session.on("Tracing.tracingComplete", _ -> heard.isAll = true);
        begin(session);
        page.evaluate(BEGIN);
        what.run();
        var shown = (List<?>) page.evaluate("window.shown");
        session.send("Tracing.end");
        page.waitForCondition(() -> heard.isAll);
        return new Frames(
                shown.stream().map(it -> ((Number) it).doubleValue()).sorted().toList(), heard.busiest());
    }

    private static void begin(CDPSession session) {
        var wish = new JsonObject();
        wish.addProperty("transferMode", "ReportEvents");
        wish.add("traceConfig", JsonParser.parseString(CATEGORIES));
        session.send("Tracing.start", wish);
    }

    /** What so large a part of them took at most. */
    static double within(double part, List<Double> sorted) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    /** What the browser tells of the work of its threads. */
    private static final class Heard {

        private final Map<String, List<Double>> byThread = new HashMap<>();
        private final Set<String> mains = new HashSet<>();
        private boolean isAll;

        void take(JsonObject data) {
            for (var one : data.getAsJsonArray("value")) {
                var event = one.getAsJsonObject();
                var thread = event.get("pid") + "/" + event.get("tid");
                if (event.get("name").getAsString().equals("thread_name")
                        && event.getAsJsonObject("args")
                                .get("name")
                                .getAsString()
                                .equals("CrRendererMain")) {
                    mains.add(thread);
                } else if (event.has("tdur") && event.get("name").getAsString().endsWith("RunTask")) {
                    byThread.computeIfAbsent(thread, _ -> new ArrayList<>())
                            .add(event.get("tdur").getAsDouble() / 1000);
                }
            }
        }

        /** There is only one page that does anything. */
        List<Double> busiest() {
            return mains.stream()
                    .map(thread -> byThread.getOrDefault(thread, List.of()))
                    .max((a, b) -> Double.compare(sum(a), sum(b)))
                    .orElse(List.of())
                    .stream()
                    .sorted()
                    .toList();
        }

        private static double sum(List<Double> all) {
            return all.stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
