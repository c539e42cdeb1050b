// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.kist.FileReason;
import dev.kist.KistException;
import dev.kist.KmsException;

/** The key service stands on {@code dev.kist.spi}, and on the exceptions of {@code dev.kist}: on nothing else of Kist. */
@AnalyzeClasses(packages = "dev.kist.hcvault", importOptions = DoNotIncludeTests.class)
final class ImportRulesTest {
    @ArchTest
    static final ArchRule ofKist_theContractAndItsWordsAreAllThatIsKnown = classes()
            .should()
            .onlyDependOnClassesThat(Predicates.resideOutsideOfPackage("dev.kist..")
                    .or(Predicates.resideInAnyPackage("dev.kist.spi", "dev.kist.hcvault"))
                    .or(Predicates.assignableTo(KistException.class))
                    .or(Predicates.belongToAnyOf(FileReason.class, KmsException.class)));
}
