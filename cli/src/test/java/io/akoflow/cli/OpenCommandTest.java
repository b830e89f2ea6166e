package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run's page is opened from the command line")
class OpenCommandTest extends CommandLineFixture {

    private String url = "";

    @BeforeEach
    void beKnown() throws IOException {
        env.put("AKOFLOW_TOKEN", "s3c/et");
        Files.createDirectories(folder.resolve("home"));
        url = "%s/runs/%s?token=s3c%%2Fet".formatted(gateway.url(), RUN);
    }

    @Test
    void shouldPrintUrlWithTokenWhenThereIsNoBrowser() {
        // when
        int code = akoflow("open", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(url + System.lineSeparator());
    }

    @Test
    void shouldLeadBrowserThereWithoutShowingTokenToOthers() throws IOException {
        // given
        env.put("BROWSER", browser("echo \"$@\" > '%s'".formatted(folder.resolve("arguments"))));
        // when
        int code = akoflow("open", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEmpty();
        var page = folder.resolve("home/open.html");
        assertThat(folder.resolve("arguments")).hasContent(page.toUri().toString());
        assertThat(page).content().contains("url=" + url);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldPrintUrlWhenBrowserFails() throws IOException {
        // given
        env.put("BROWSER", browser("exit 1"));
        // when
        int code = akoflow("open", RUN);
        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(url + System.lineSeparator());
    }

    @Test
    void shouldPrintUrlWhenBrowserIsNotThere() {
        // given
        env.put("BROWSER", folder.resolve("none").toString());
        // when
        akoflow("open", RUN);
        // then
        assertThat(out.toString(UTF_8)).isEqualTo(url + System.lineSeparator());
    }

    @Test
    void shouldPrintJsonAndOpenNothingWhenAskedTo() throws IOException {
        // given
        env.put("BROWSER", browser("touch '%s'".formatted(folder.resolve("opened"))));
        // when
        akoflow("open", RUN, "--output", "json");
        // then
        assertThat(Json.parse(out.toString(UTF_8))).isEqualTo(Json.parse("{\"url\":\"%s\"}".formatted(url)));
        assertThat(folder.resolve("opened")).doesNotExist();
    }

    private String browser(String does) throws IOException {
        Path script = Files.writeString(folder.resolve("browser"), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
