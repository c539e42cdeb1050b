package dev.kist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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
    private static final List<String> ORDER =
            List.of("secret", "format", "keyring", "store", "environment", "rotation", "settings");

    @ArchTest
    static final ArchRule packages_pointOneWay = oneWay();

    @ArchTest
    static final ArchRule dotenv_isUsedFromOutsideAlone = noClasses()
            .that()
            .resideInAnyPackage(packages(ORDER.subList(0, ORDER.indexOf("settings"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.kist.dotenv");

    @ArchTest
    static final ArchRule tink_isImportedByTheKeyringAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kist.keyring")
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
    static final ArchRule gson_isImportedByTheFormatAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.kist.format")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.gson..");

    @ArchTest
    static final ArchRule core_knowsNoDatabaseAndNoFramework = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.kist..",
                    "org.jspecify..",
                    "com.google.crypto.tink..",
                    "com.google.gson..",
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
            .resideOutsideOfPackage("dev.kist.dotenv")
            .should()
            .beAssignableTo(KistException.class);

    private static ArchRule oneWay() {
        ArchRule all = null;
        for (int i = 0; i < ORDER.size(); i++) {
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage("dev.kist." + ORDER.get(i))
                    .should()
                    .dependOnClassesThat(ofKist().and(notIn(packages(ORDER.subList(0, i + 1))))
                            .and(notIn("dev.kist.dotenv")))
                    .allowEmptyShould(true);
            all = all == null ? rule : CompositeArchRule.of(all).and(rule);
        }
        return Objects.requireNonNull(all);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> "dev.kist." + name).toArray(String[]::new);
    }

    /** Classes of Kist but the one exception that all packages may use. */
    private static DescribedPredicate<JavaClass> ofKist() {
        return DescribedPredicate.describe(
                "are of Kist",
                type -> type.getPackageName().startsWith("dev.kist")
                        && !type.getName().startsWith(KistException.class.getName()));
    }

    private static DescribedPredicate<JavaClass> notIn(String... packages) {
        return DescribedPredicate.describe(
                "are not in " + List.of(packages), type -> !List.of(packages).contains(type.getPackageName()));
    }
}
