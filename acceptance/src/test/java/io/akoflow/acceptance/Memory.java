package io.akoflow.acceptance;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a page holds, in MB: the heap of its script, the process that draws it, and all processes of the browser, where
 * what several share counts once. Of the latter two Linux tells.
 */
record Memory(long heap, long process, long browser) {

    private static final double MB = 1e6;

    static Memory of(Browser browser, Page page) {
        var own = page.context().newCDPSession(page);
        own.send("HeapProfiler.collectGarbage");
        long heap = Math.round(own.send("Runtime.getHeapUsage").get("usedSize").getAsDouble() / MB);
        long largest = 0;
        long all = 0;
        for (var one :
                browser.newBrowserCDPSession().send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
            JsonObject process = one.getAsJsonObject();
            long held = held(process.get("id").getAsLong());
            all += held;
            if (process.get("type").getAsString().equals("renderer")) {
                largest = Math.max(largest, held);
            }
        }
        return new Memory(heap, largest, all);
    }

    private static long held(long process) {
        try (var lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(process)))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) * 1024 / MB))
                    .sum();
        } catch (IOException _) {
            return 0; // It has ended meanwhile.
        }
    }
}
