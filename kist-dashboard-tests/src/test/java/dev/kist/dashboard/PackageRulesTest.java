// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The page goes by the front door, and its packages point one way. */
@AnalyzeClasses(packages = "dev.kist.dashboard", importOptions = DoNotIncludeTests.class)
final class PackageRulesTest {
    @ArchTest
    static final ArchRule page_goesByTheFrontDoor = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "com.sun.net.httpserver..",
                    "dev.kist",
                    "dev.kist.dotenv..",
                    "dev.kist.dashboard..",
                    "gg.jte..",
                    "org.jspecify..")
            .orShould()
            .resideInAPackage("dev.kist.dashboard");

    @ArchTest
    static final ArchRule packages_haveNoCycle =
            slices().matching("dev.kist.dashboard.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule http_knowsNoSecret = noClasses()
            .that()
            .resideInAPackage("dev.kist.dashboard.internal.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.kist.dashboard.internal.page..",
                    "dev.kist.dashboard.internal.sheet..",
                    "dev.kist.dashboard.internal.draft..");

    @ArchTest
    static final ArchRule sheetAndDraft_knowNoPage = noClasses()
            .that()
            .resideInAnyPackage("dev.kist.dashboard.internal.sheet..", "dev.kist.dashboard.internal.draft..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kist.dashboard.internal.page..", "dev.kist.dashboard.internal.http..");
}
