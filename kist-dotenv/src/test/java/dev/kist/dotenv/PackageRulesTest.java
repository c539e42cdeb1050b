// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps this a library of its own. */
@AnalyzeClasses(packages = "dev.kist", importOptions = DoNotIncludeTests.class)
final class PackageRulesTest {
    @ArchTest
    static final ArchRule library_dependsOnJavaAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.kist.dotenv", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule library_opensNoFileAndRunsNothing = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule library_neverPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
