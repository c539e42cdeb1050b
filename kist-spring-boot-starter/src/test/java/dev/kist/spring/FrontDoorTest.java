// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.kist.spring", importOptions = DoNotIncludeTests.class)
final class FrontDoorTest {
    @ArchTest
    static final ArchRule kist_isEnteredByItsFrontDoorAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kist.internal..", "dev.kist.spi..", "dev.kist.mongodb..", "com.mongodb..");
}
