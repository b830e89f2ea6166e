package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files that a run left, on the web page")
class PageFilesTest {

    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="alert(1)">
              <script>alert(2); fetch('/api/v1/runs')</script><rect width="80" height="40" fill="green"/></svg>
            """;
    private static final String HTML = "<script>alert(3)</script><img src=x onerror=alert(4)>\nsecond line\n";
    private static final List<String> NAMES = List.of(
            "<img src=x onerror=alert(5)>.txt",
            "sub/\u202egnp.exe",
            "\uD83D\uDC69\u200D\uD83D\uDE80 \uD83C\uDF0C.txt",
            "a..b",
            "-",
            "#?&%2e%2e=+.txt");

    private static Chromium chromium;
    private static Machine machine;
    private static String run;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        machine = Machine.processes("page-files");
        run = machine.submit("""
                name: files
                spec: {image: 'alpine:3.20', activities: [{name: write, run: mkdir sub}]}
                """);
        machine.awaitOver(run);
        leave("table.csv", "x,y\n1,2\n".getBytes(StandardCharsets.UTF_8));
        leave("picture.svg", SVG.getBytes(StandardCharsets.UTF_8));
        leave("page.html", HTML.getBytes(StandardCharsets.UTF_8));
        leave("picture.png", png());
        leave("data.bin", new byte[] {1, 0, 2});
        for (var name : NAMES) {
            leave(name, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    private static void leave(String path, byte[] content) throws IOException {
        Files.write(machine.disk(run).resolve(path), content);
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    static Stream<Look> looks() {
        return Stream.of(Look.WIDE, Look.NARROW);
    }

    private static Locator row(Window window, String name) {
        return window.page().locator(".file-row").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void open(Window window, String name) {
        row(window, name).locator(".file-name").click();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void shouldShowTextAndPicturesAndRunNothingOfThem(Look look) {
        try (var window = chromium.open(machine, look)) {
            // given
            window.visit("/runs/" + run).awaitState("SUCCEEDED");
            window.tab("run.view.files").click();
            var text = window.page().locator(".file-shown .log-text");
            // when, then
            open(window, "table.csv");
            assertThat(text).hasText(new String[] {"x,y", "1,2"});
            open(window, "page.html");
            assertThat(text)
                    .hasText(new String[] {"<script>alert(3)</script><img src=x onerror=alert(4)>", "second line"});
            open(window, "picture.png");
            assertThat(width(window)).isEqualTo(60);
            open(window, "picture.svg");
            assertThat(width(window)).isEqualTo(80);
            open(window, "data.bin");
            assertThat(window.page().locator(".file-note")).hasText(window.text("files.neither"));
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static int width(Window window) {
        var picture = window.page().locator(".picture img");
        picture.waitFor();
        return (int) picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture.svg", "page.html"})
    void shouldRunNothingWhenAddressOfFileIsOpened(String name) {
        try (var window = chromium.open(machine, Look.WIDE)) {
            // given
            var address = machine.url()
                    .resolve("/api/v1/runs/%s/outputs/content?inline=true&path=%s".formatted(run, name))
                    .toString();
            var other = window.page().context().newPage();
            other.onDialog(dialog -> {
                window.complaints().add(dialog.message());
                dialog.dismiss();
            });
            // when
            if (name.endsWith(".svg")) {
                other.navigate(address);
                other.locator("rect").waitFor();
            } else {
                other.waitForDownload(() -> other.evaluate("(to) => { location.href = to; }", address));
            }
            // then
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void shouldDownloadWhateverItIsCalled() {
        try (var window = chromium.open(machine, Look.WIDE)) {
            // given
            window.visit("/runs/%s?view=files".formatted(run)).awaitState("SUCCEEDED");
            for (var name : NAMES) {
                var shown = name.replace("\u202e", "\\u{202e}");
                // when
                var download = window.page()
                        .waitForDownload(() -> row(window, shown.substring(shown.indexOf('/') + 1))
                                .locator("a[download]")
                                .first()
                                .click());
                // then
                assertThat(content(download.path())).isEqualTo(name);
            }
            assertThat(window.page().locator(".file-list img")).hasCount(0);
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldShowPathAsTextWhenItIsToLeadAway() {
        try (var window = chromium.open(machine, Look.WIDE)) {
            // given
            window.page().route("**/outputs", route -> route.fulfill(new Route.FulfillOptions().setBody("""
                            {"items": [{"path": "../../../etc/passwd", "bytes": 1, "modifiedAt": "2026-01-01T00:00:00Z"}],
                             "truncated": true, "unreadable": 2}
                            """)));
            // when
            window.visit("/runs/%s?view=files".formatted(run)).awaitState("SUCCEEDED");
            // then
            assertThat(row(window, "passwd").locator(".file-name")).hasText("../../../etc/passwd");
            assertThat(row(window, "passwd").locator("a"))
                    .hasAttribute(
                            "href", Pattern.compile("^/api/v1/runs/%s/outputs/content\\?path=[^/]*$".formatted(run)));
            open(window, "passwd");
            assertThat(window.page().locator(".file-shown [role=alert]")).isVisible();
            assertThat(window.page().getByText(window.text("files.truncated").replace("{n}", "1")))
                    .isVisible();
            assertThat(window.page()
                            .getByText(window.text("files.unreadable.other").replace("{n}", "2")))
                    .isVisible();
        }
    }

    @Test
    void shouldLeadFromActivityToItsOwnDiskWhenEachHasOne() {
        // given
        var apart = machine.submit("""
                name: apart
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: standalone}
                  activities:
                    - {name: left, run: echo one > one.txt}
                    - {name: right, run: echo two > two.txt}
                """);
        machine.awaitOver(apart);
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/%s?view=files".formatted(apart)).awaitState("SUCCEEDED");
            assertThat(window.page().getByText(window.text("files.eachHasOne"))).isVisible();
            // when
            window.visit("/runs/%s/activities/right".formatted(apart));
            window.page()
                    .locator("a", new Page.LocatorOptions().setHasText(window.text("activity.files")))
                    .click();
            // then
            assertThat(window.page().locator(".file-name")).hasText("two.txt");
            open(window, "two.txt");
            assertThat(window.page().locator(".file-shown .log-text")).hasText("two");
        }
    }

    @Test
    void shouldSayWhyWhenDiskWasGivenUp() {
        // given
        var gone = machine.submit("""
                name: gone
                spec: {image: 'alpine:3.20', storagePolicy: {type: shared, retain: never}, activities: [{name: a, run: echo}]}
                """);
        machine.awaitOver(gone);
        try (var window = chromium.open(machine, Look.NARROW)) {
            // when
            window.visit("/runs/%s?view=files".formatted(gone));
            // then
            assertThat(window.page().locator("[role=alert]")).containsText("'retain: never'");
        }
    }
}
