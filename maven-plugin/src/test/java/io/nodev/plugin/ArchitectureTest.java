package io.nodev.plugin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the arrows between the modules. The one that matters most: what isolates domains from each other is {@code
 * hypervisor} alone, so it needs none of the others, and the two stacks know nothing of each other.
 */
final class ArchitectureTest {
    private static final String OURS = "io.nodev..";

    /** What every module may use besides our own: nothing but the JDK. */
    private static final String JDK = "java..";

    /** Packages below {@code io.nodev} that have no class yet: a rule holds of nothing there. Each leaves with its first. */
    private static final Set<String> WITHOUT_CLASSES = Set.of(
            "legacy",
            "legacy.guest",
            "legacy.vif",
            "legacy.vbd",
            "devdomain.blkfront",
            "devdomain.blkback",
            "tck",
            "templates");

    /** No class of ours is a guest yet; goes with the first one. */
    private static final boolean WITHOUT_GUESTS = true;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.nodev");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hypervisor",
                "common",
                "common.classifier",
                "common.guest",
                "common.packet",
                "common.ring",
                "legacy",
                "legacy.guest",
                "legacy.vbd",
                "legacy.vif",
                "devdomain",
                "devdomain.blkback",
                "devdomain.blkfront",
                "devdomain.bridge",
                "tck",
                "templates",
                "plugin"
            })
    void knowsWhichPackagesItsRulesAreAbout(String name) {
        assertThat(CLASSES.that(resideInAPackage(packageOf(name))).isEmpty())
                .as("WITHOUT_CLASSES must list exactly what has none: %s", name)
                .isEqualTo(WITHOUT_CLASSES.contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "hypervisor, ''",
        "common,     hypervisor",
        "legacy,     common hypervisor",
        "devdomain,  common hypervisor",
        "tck,        common hypervisor",
        "templates,  common.classifier",
        "plugin,     templates legacy devdomain tck common hypervisor"
    })
    void needsOnlyTheModulesBelowIt(String module, String below) {
        String[] allowed = packagesOf(module + " " + below);
        noClasses()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(WITHOUT_CLASSES.contains(module))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hypervisor", "common", "legacy", "devdomain"})
    void runsOnTheJdkAlone(String module) {
        classes()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(OURS, JDK)
                .allowEmptyShould(WITHOUT_CLASSES.contains(module))
                .check(CLASSES);
    }

    @Test
    void onlyTheMojosKnowMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nodev.plugin.mojo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..")
                .check(CLASSES);
    }

    @Test
    void knowsWhetherThereAreGuests() {
        assertThat(CLASSES.that(implement("io.nodev.common.guest.Guest")).isEmpty())
                .as("WITHOUT_GUESTS must say whether there is one")
                .isEqualTo(WITHOUT_GUESTS);
    }

    @Test
    void guestsKnowOnlyWhatAGuestProgramsAgainst() {
        classes()
                .that()
                .implement("io.nodev.common.guest.Guest")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.nodev.common.guest..", JDK)
                .allowEmptyShould(WITHOUT_GUESTS)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "devdomain, devdomain.netfront, devdomain.netback",
        "devdomain, devdomain.blkfront, devdomain.blkback",
        "legacy,    legacy.guest,       legacy.vif",
        "legacy,    legacy.guest,       legacy.vbd"
    })
    void bothSidesOfARingShareOnlyItsLayout(String stack, String front, String back) {
        Set<String> shared = typesKnownTo(front, stack);
        shared.retainAll(typesKnownTo(back, stack));
        assertThat(shared).allMatch(name -> name.endsWith("Layout"));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.nodev.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void dataPathsNeitherLogNorLockNorReadFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf("hypervisor.memory hypervisor.grant hypervisor.event"
                        + " common.ring common.packet common.classifier legacy.vif legacy.guest"
                        + " devdomain.netfront devdomain.netback devdomain.bridge"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent.locks..",
                        "java.util.logging..")
                .check(CLASSES);
    }

    /** What a machine sees of time comes from its clock. Schedulers wait for threads, in the host's time. */
    @Test
    void onlyClocksAndSchedulersReadTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf("hypervisor common legacy devdomain tck"))
                .and()
                .haveSimpleNameNotEndingWith("Clock")
                .and()
                .resideOutsideOfPackage("io.nodev.hypervisor.sched..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(CLASSES);
    }

    @Test
    void runtimeClassesAreNotMadeToBeExtended() {
        classes()
                .that()
                .resideInAnyPackage(packagesOf("hypervisor common legacy devdomain"))
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Impl|Utils?|Data|Misc)")
                .check(CLASSES);
    }

    /** The types of a stack, by the name of their outermost class, that a package holds or names. */
    private static Set<String> typesKnownTo(String side, String stack) {
        return CLASSES.that(resideInAPackage(packageOf(side))).stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type),
                        type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)))
                .map(JavaClass::getBaseComponentType)
                .filter(resideInAPackage(packageOf(stack)))
                .map(ArchitectureTest::outermostName)
                .collect(Collectors.toSet());
    }

    private static String outermostName(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermostName).orElse(type.getName());
    }

    private static String packageOf(String name) {
        return "io.nodev." + name + "..";
    }

    private static String[] packagesOf(String names) {
        return Arrays.stream(names.trim().split("\\s+"))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
    }
}
