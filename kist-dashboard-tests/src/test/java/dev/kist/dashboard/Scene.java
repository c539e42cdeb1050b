// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.kist.Kist;
import dev.kist.SecretName;
import java.util.ArrayList;
import java.util.List;

/** A person at their browser, with the page of their own Kist. */
final class Scene implements AutoCloseable {
    private final Kist kist;
    private final Dashboard dashboard;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private Scene(Kist kist, Dashboard dashboard, Browser.NewContextOptions options) {
        this.kist = kist;
        this.dashboard = dashboard;
        this.context = Chromium.shared().newContext(options);
        context.setDefaultTimeout(30_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        this.page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                faults.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:" + dashboard.port() + "/")
                    && !request.url().startsWith("blob:")) {
                faults.add("a request to " + request.url());
            }
        });
    }

    /** At a screen of usual size, in light colours. */
    static Scene of(Kist kist) {
        return of(kist, DashboardOptions.defaults().inspection(SampleStore::findings), screen(1360, 860));
    }

    static Scene of(Kist kist, DashboardOptions options, Browser.NewContextOptions screen) {
        Dashboard dashboard = Dashboard.start(kist, options);
        try {
            Scene scene = new Scene(kist, dashboard, screen);
            scene.page.navigate(dashboard.newLink().toString());
            scene.page.waitForURL(address -> !address.contains("/open"));
            PlaywrightAssertions.assertThat(scene.page.locator("#live")).not().hasAttribute("data-state", "starting");
            return scene;
        } catch (RuntimeException | Error e) {
            dashboard.close();
            throw e;
        }
    }

    static Browser.NewContextOptions screen(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(ColorScheme.LIGHT)
                .setAcceptDownloads(true);
    }

    Kist kist() {
        return kist;
    }

    Dashboard dashboard() {
        return dashboard;
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return page;
    }

    /** What went wrong in the page: errors of scripts, refused code, requests to elsewhere. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    Locator cell(String name, String environment) {
        return page.locator("#grid-body [data-name=\"" + name + "\"] [data-environment=\"" + environment + "\"]");
    }

    Locator drawer() {
        return page.locator("#drawer");
    }

    Locator dialog() {
        return page.locator("#dialog");
    }

    Locator notices() {
        return page.locator("#notices");
    }

    /** Opens a secret at the side. */
    Locator open(String name, String environment) {
        cell(name, environment).locator(".dots, .word").first().click();
        PlaywrightAssertions.assertThat(drawer().locator("h2")).hasText(name);
        PlaywrightAssertions.assertThat(drawer().locator(".tab[aria-current]")).containsText(environment);
        return drawer();
    }

    /** Changes a value, into the draft. */
    void edit(String name, String environment, String value) {
        open(name, environment).locator("#edit-button").click();
        page.locator("#edit-value").fill(value);
        page.locator("text=Keep in the draft").click();
        PlaywrightAssertions.assertThat(drawer().locator(".strip.draft")).isVisible();
    }

    /** Saves the draft. */
    void save() {
        page.locator("#review-button").click();
        page.locator("#save-button").click();
    }

    /** What the store has. */
    String stored(String name, String environment) {
        return kist.environment(environment)
                .history(SecretName.parse(name))
                .current()
                .value()
                .text();
    }

    @Override
    public void close() {
        context.close();
        dashboard.close();
    }
}
