// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.Finding;
import dev.kist.Kist;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of the store stays text: a canary of markup in every place that others can write to. */
class MarkupTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>${1+1}{{1+1}}";
    private static final String TURNED = "\u202Eadmin\u200B";

    @TempDir
    Path folder;

    @Test
    void markup_inNotesLabelsActorsValuesAndFindings_isShownAsText() {
        try (Kist kist = SampleStore.local(folder).open(MARKUP, Kist.newKey().exposeSecretKey())) {
            Environment environment = kist.environment("development");
            environment.create();
            SecretName name = SecretName.parse("A");
            environment.set(name, SecretValue.of(MARKUP), SetOptions.none().note(Note.of(MARKUP + TURNED)));
            environment.set(
                    name, SecretValue.of(MARKUP + "\n2"), SetOptions.none().note(Note.of("2" + MARKUP)));
            environment.delete(List.of(name), false);
            environment.restore(List.of(name));
            SampleStore.letIn(kist, "bob" + MARKUP, "development");
            DashboardOptions options = DashboardOptions.defaults()
                    .inspection(() -> List.of(Finding.warning(Finding.Code.SETTING, MARKUP, MARKUP + TURNED, MARKUP)));
            try (Dashboard dashboard = Dashboard.start(kist, options)) {
                Visitor visitor = Visitor.of(dashboard);
                String member =
                        kist.environment("development").members().list().get(1).id();
                String place = "name=A&environment=development";
                for (String page : List.of(
                        "",
                        "rows?from=0",
                        "access",
                        "log",
                        "findings-list",
                        "secret?" + place,
                        "member-remove?environment=development&id=" + member,
                        "log?text=%3Cscript%3Ealert(2)%3C%2Fscript%3E",
                        "?text=%3Cscript%3Ealert(2)%3C%2Fscript%3E",
                        "new?name=%3Cscript%3Ealert(2)%3C%2Fscript%3E",
                        "copy?name=%3Cscript%3Ealert(2)%3C%2Fscript%3E",
                        "access?environment=%3Cscript%3Ealert(2)")) {
                    checkText(page, visitor.get(page).body());
                }
                checkText(
                        "edit",
                        visitor.post("edit", "name", "A", "environment", "development")
                                .body());
                checkText(
                        "difference",
                        visitor.post("difference", "name", "A", "environment", "development", "version", "2")
                                .body());
                checkText(
                        "review",
                        visitor.post(
                                        "import-take",
                                        "environment",
                                        "development",
                                        "file",
                                        MARKUP,
                                        "text",
                                        "B='" + "<script>'")
                                .body());
                checkText("review", visitor.get("review").body());
                checkText(
                        "plan",
                        visitor.post(
                                        "import-plan",
                                        "environment",
                                        "development",
                                        "file",
                                        MARKUP,
                                        "text",
                                        "A=<script>#x\n<b>=1")
                                .body());
                checkText(
                        "compare",
                        visitor.post(
                                        "member-compare",
                                        "environment",
                                        "development",
                                        "label",
                                        MARKUP,
                                        "key",
                                        "vault://" + MARKUP)
                                .body());
                checkText(
                        "problem",
                        visitor.post("member-take", "environment", MARKUP, "label", "x", "key", MARKUP)
                                .body());
            }
        }
    }

    private static void checkText(String page, String body) {
        assertThat(body)
                .as(page)
                .doesNotContain("<img src=x")
                .doesNotContain("<script>alert")
                .doesNotContain("onerror=alert(1)>\"")
                .doesNotContain("\u202E")
                .doesNotContain("\u200B");
    }
}
