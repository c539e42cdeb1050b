// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.KistException;
import dev.kist.Printable;
import dev.kist.StoreDescription;
import dev.kist.Suggestions;

/** The store stands on {@code dev.kist.spi}, and on the names and exceptions of {@code dev.kist}: on nothing else of Kist. */
@AnalyzeClasses(packages = "dev.kist.mongodb", importOptions = DoNotIncludeTests.class)
final class ImportRulesTest {
    @ArchTest
    static final ArchRule ofKist_theContractAndItsWordsAreAllThatIsKnown = classes()
            .should()
            .onlyDependOnClassesThat(Predicates.resideOutsideOfPackage("dev.kist..")
                    .or(Predicates.resideInAnyPackage("dev.kist.spi", "dev.kist.mongodb"))
                    .or(Predicates.assignableTo(KistException.class))
                    .or(Predicates.belongToAnyOf(
                            EnvironmentName.class,
                            FileReason.class,
                            Printable.class,
                            StoreDescription.class,
                            Suggestions.class)));
}
