package io.akoflow.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A window of a browser with the page of a machine, and what is wrong in it. */
final class Window implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final Machine machine;
    private final Messages messages;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Window(BrowserContext context, Machine machine, Look look) {
        this.context = context;
        this.machine = machine;
        this.messages = Messages.of(look.language());
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(error -> complaints.add("thrown: " + error));
        page.onDialog(dialog -> {
            complaints.add("a dialog of a script: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    static Window open(Browser browser, Machine machine, Look look) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setLocale(look.language())
                .setColorScheme(look.isDark() ? ColorScheme.DARK : ColorScheme.LIGHT));
        context.addCookies(List.of(new Cookie("akoflow_token", machine.parts().token())
                .setUrl(machine.url().toString())));
        return new Window(context, machine, look);
    }

    Window visit(String path) {
        page.navigate(machine.url().resolve(path).toString());
        return this;
    }

    Page page() {
        return page;
    }

    /** What a message of the page is in the window's language. */
    String text(String key) {
        return messages.text(key);
    }

    Locator button(String key) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text(key)).setExact(true));
    }

    Locator field(String key) {
        return page.getByLabel(text(key), new Page.GetByLabelOptions().setExact(true));
    }

    Locator tab(String key) {
        return page.getByRole(
                AriaRole.TAB, new Page.GetByRoleOptions().setName(text(key)).setExact(true));
    }

    /** Waits until the run, or the activity, that is shown is in this state. */
    void awaitState(String state) {
        page.locator(".run-now .badge[data-state=%s]".formatted(state))
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    }

    /** Scripts that should not have run, errors, and what the policy stopped. */
    List<String> complaints() {
        return complaints;
    }

    /** Takes a picture, under {@code acceptance/target/pictures}. */
    void picture(String name) {
        var folder = Classes.home().resolve("acceptance/target/pictures");
        folder.toFile().mkdirs();
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
