package io.akoflow.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.function.Consumer;

/**
 * A view of a run, and what somebody does with it.
 *
 * @param there what is seen when it is there
 */
record Scene(String name, String query, String there, Consumer<Page> play) {

    private static final int TURNS = 24;
    private static final int PAUSE_MILLIS = 40;
    private static final int LOOK_MILLIS = 250;

    static List<Scene> all() {
        return List.of(
                new Scene("graph", "", ".node", moving(".graph")),
                new Scene("graph, 500 of a group shown", "", ".node", Scene::opened),
                new Scene("timeline", "view=timeline", ".timeline canvas", moving(".timeline")),
                new Scene("timeline, by node", "view=timeline&by=node", ".timeline canvas", moving(".timeline")),
                new Scene("activities", "view=activities", ".activity-row", moving(".scroller")),
                new Scene("activities, by name", "view=activities&sort=name", ".activity-row", moving(".scroller")),
                new Scene("usage", "view=usage", ".chart canvas", moving(".chart")),
                new Scene("from view to view", "", ".node", Scene::switching));
    }

    /** The largest groups are those of what compares images. */
    private static void opened(Page page) {
        page.locator(".node.group[aria-label*=mDiffFit]").first().click();
        page.locator(".node").nth(500).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        moving(".graph").accept(page);
    }

    /** Scrolls or zooms, as the view has it, and drags. */
    private static Consumer<Page> moving(String place) {
        return page -> {
            var box = page.locator(place).first().boundingBox();
            double x = box.x + box.width / 2;
            double y = box.y + Math.min(box.height / 2, 200);
            page.mouse().move(x, y);
            for (int turn = 0; turn < TURNS; turn++) {
                page.mouse().wheel(0, turn % 3 == 2 ? -300 : 400);
                page.waitForTimeout(PAUSE_MILLIS);
            }
            page.mouse().down();
            for (int turn = 0; turn < TURNS; turn++) {
                page.mouse().move(x - turn * 6, y + turn * 2);
                page.waitForTimeout(PAUSE_MILLIS);
            }
            page.mouse().up();
        };
    }

    private static void switching(Page page) {
        for (int turn = 0; turn < 3; turn++) {
            for (var key : List.of("2", "3", "4", "1")) {
                page.keyboard().press(key);
                page.waitForTimeout(LOOK_MILLIS);
            }
        }
    }
}
