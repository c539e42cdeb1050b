// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.dashboard.RawRequest.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every answer says to the browser, and what no page holds. */
class HeadersTest {
    private static final List<String> PAGES = List.of(
            "",
            "access",
            "log",
            "findings",
            "findings-list",
            "help",
            "import",
            "copy",
            "export",
            "new",
            "review",
            "environment-new",
            "member-add",
            "rows?from=0",
            "secret?name=STRIPE_KEY&environment=production",
            "no-such-page");

    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\bsrc=)|<style|\\sstyle\\s*=|\\son[a-z]+\\s*=|javascript:", Pattern.CASE_INSENSITIVE);

    private static final Pattern ELSEWHERE =
            Pattern.compile("(src|href|action)=\"(https?:)?//", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    @Test
    void answers_allOfThem_keepNothingRunNothingInlineAndAreInNoFrame() {
        try (Kist kist = SampleStore.filled(folder)) {
            DashboardOptions options = DashboardOptions.defaults().inspection(SampleStore::findings);
            try (Dashboard dashboard = Dashboard.start(kist, options)) {
                Visitor visitor = Visitor.of(dashboard);
                for (String page : PAGES) {
                    Answer answer = visitor.get(page);
                    assertThat(answer.status()).as(page).isEqualTo(page.equals("no-such-page") ? 404 : 200);
                    check(page, answer);
                }
                int port = dashboard.port();
                for (String path : List.of("/", "/open", "/assets/kist.css", "/assets/main.js", "/assets/icon.svg")) {
                    check(
                            path,
                            RawRequest.of("GET", path)
                                    .with("Host", "127.0.0.1:" + port)
                                    .send(port));
                }
                check(
                        "other host",
                        RawRequest.of("GET", "/").with("Host", "evil.example").send(port));
                check("value", visitor.post("value", "name", "STRIPE_KEY", "environment", "production"));
            }
        }
    }

    private static void check(String page, Answer answer) {
        assertThat(answer.header("Cache-Control")).as(page).hasValue("no-store");
        assertThat(answer.header("X-Content-Type-Options")).as(page).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(page).hasValue("DENY");
        assertThat(answer.header("Referrer-Policy")).as(page).hasValue("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as(page).hasValue("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).as(page).hasValue("same-origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).as(page).isEmpty();
        assertThat(answer.header("Server")).as(page).isEmpty();
        assertThat(answer.header("Content-Type")).as(page).isPresent();
        String policy = answer.header("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("base-uri 'none'")
                .contains("form-action 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("*")
                .doesNotContain("data:");
        if (answer.header("Content-Type").orElseThrow().startsWith("text/html")) {
            assertThat(INLINE.matcher(answer.body()).find())
                    .as(page + " has inline code")
                    .isFalse();
            assertThat(ELSEWHERE.matcher(answer.body()).find())
                    .as(page + " loads from elsewhere")
                    .isFalse();
        }
    }

    @Test
    void pages_asTheyAreShown_holdNoValue() {
        try (Kist kist = SampleStore.filled(folder)) {
            try (Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
                Visitor visitor = Visitor.of(dashboard);
                for (String page : PAGES) {
                    assertThat(visitor.get(page).body())
                            .as(page)
                            .doesNotContain("sk_live_51H8xYzKq")
                            .doesNotContain("8vJ2qZ")
                            .doesNotContain("sk_test");
                }
            }
        }
    }
}
