// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Objects;

/** The packages of core point one way, as {@code docs/decisions/0001-packages-of-core.md} says. */
@AnalyzeClasses(packages = "dev.kist", importOptions = DoNotIncludeTests.class)
final class PackageRulesTest {
    /** Each may use those before it. */
    private static final List<String> ORDER = List.of(
            "dev.kist.spi",
            "dev.kist.internal.file",
            "dev.kist.internal.trust",
            "dev.kist.internal.format",
            "dev.kist.internal.kms",
            "dev.kist.internal.protocol",
            "dev.kist.internal.keyring",
            "dev.kist.internal.environment",
            "dev.kist.internal.secret",
            "dev.kist.internal.history",
            "dev.kist.internal.rotation",
            "dev.kist.internal.move",
            "dev.kist.internal.watch",
            "dev.kist.internal.settings",
            "dev.kist.internal.inspection",
            "dev.kist.internal.door");

    @ArchTest
    static final ArchRule packages_pointOneWay = oneWay();

    @ArchTest
    static final ArchRule packages_areAllInTheOrder = classes()
            .that()
            .resideInAPackage("dev.kist.internal..")
            .should()
            .resideInAnyPackage(ORDER.toArray(String[]::new));

    @ArchTest
    static final ArchRule packages_haveNoCycle =
            slices().matching("dev.kist.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule tink_isImportedByTheKeyringAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kist.internal.keyring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..");

    @ArchTest
    static final ArchRule tink_isUsedWithoutGlobalState = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "com\\.google\\.crypto\\.tink\\.(Registry|config\\..*|.*(Config|Wrapper|ProtoSerialization|KeyManager))")
            .because("configurations are explicit, and what other libraries register changes nothing");

    @ArchTest
    static final ArchRule jackson_isImportedByTheFormatAlone = noClasses()
            .that()
            .resideOutsideOfPackages("dev.kist.internal.format")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule core_knowsNoDatabaseAndNoFramework = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.kist..",
                    "org.jspecify..",
                    "com.google.crypto.tink..",
                    "com.fasterxml.jackson.core..",
                    "com.google.errorprone..");

    @ArchTest
    static final ArchRule names_sayWhatLivesThere = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
            .orShould()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..model..", "..service..", "..impl..");

    @ArchTest
    static final ArchRule library_neverPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule library_neverExits = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule exceptions_haveOneRoot = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and()
            .resideOutsideOfPackage("dev.kist.dotenv..")
            .should()
            .beAssignableTo(KistException.class);

    private static ArchRule oneWay() {
        ArchRule all = null;
        for (int i = 0; i < ORDER.size(); i++) {
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage(ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
                    .allowEmptyShould(true);
            all = all == null ? rule : CompositeArchRule.of(all).and(rule);
        }
        return Objects.requireNonNull(all);
    }
}
