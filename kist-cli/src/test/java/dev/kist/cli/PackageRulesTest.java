// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.kist.cli.command.Command;
import dev.kist.spi.PageProvider;

/** The packages of the command line point one way: commands, how they are run, their session, options, the terminal. */
@AnalyzeClasses(packages = "dev.kist", importOptions = DoNotIncludeTests.class)
final class PackageRulesTest {
    @ArchTest
    static final ArchRule packages_haveNoCycle =
            slices().matching("dev.kist.cli.(**)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule kist_isEnteredByItsFrontDoorAlone = noClasses()
            .that()
            .resideInAPackage("dev.kist.cli..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                            "dev.kist.internal..", "dev.kist.spi..", "dev.kist.mongodb..", "dev.kist.sqlite..")
                    // What shows a page is found as stores are, by the service loader.
                    .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(PageProvider.class))))
            .as("the command line goes by dev.kist alone");

    @ArchTest
    static final ArchRule commands_areNamedByTheirTableAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kist.cli")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are commands", type -> type.isAssignableTo(Command.class) && !type.isInterface()))
            .as("only dev.kist.cli names commands");

    @ArchTest
    static final ArchRule theFrame_knowsNoCommand = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.kist.cli.command", "dev.kist.cli.session", "dev.kist.cli.options", "dev.kist.cli.terminal")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.kist.cli.command",
                    "dev.kist.cli.session",
                    "dev.kist.cli.options",
                    "dev.kist.cli.terminal",
                    "dev.kist",
                    "picocli..",
                    "org.jline..",
                    "com.google.gson..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule picocli_isUsedByTheFrameAndOptionsAlone = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.kist.cli.command", "dev.kist.cli.completion", "dev.kist.cli.options", "dev.kist.cli.transfer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule output_isTheTerminals = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kist.cli.terminal")
            // It empties the buffers before another program writes.
            .and()
            .doNotHaveSimpleName("ProgramStart")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in");
}
