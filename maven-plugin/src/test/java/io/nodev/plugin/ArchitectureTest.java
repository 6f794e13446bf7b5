package io.nodev.plugin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
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
    private static final Set<String> WITHOUT_CLASSES = Set.of("devdomain.blkfront", "devdomain.blkback");

    /** No ring's private code: what every domain has, whichever side it is on, and the language of rules. */
    private static final Set<String> OF_NO_RING =
            Set.of("io.nodev.devdomain.control", "io.nodev.devdomain.grant", "io.nodev.legacy.vfr");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
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

    /** A guest that wraps another belongs to the machine: it sees the guest, and the guest sees nothing of it. */
    @Test
    void guestsKnowOnlyWhatAGuestProgramsAgainst() {
        classes()
                .that()
                .implement("io.nodev.common.guest.Guest")
                .and()
                .resideOutsideOfPackage("io.nodev.common.machine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.nodev.common.guest..", JDK)
                .check(CLASSES);
    }

    @Test
    void whatAGuestProgramsAgainstNamesNothingElseOfOurs() {
        Set<String> named = CLASSES.that(resideInAPackage("io.nodev.common.guest..")).stream()
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> !member.getModifiers().contains(JavaModifier.PRIVATE))
                .flatMap(member -> member.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(resideInAPackage(OURS))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(named).containsExactly("io.nodev.common.guest");
    }

    @ParameterizedTest
    @CsvSource({
        "devdomain, devdomain.netfront, devdomain.netback",
        "devdomain, devdomain.blkfront, devdomain.blkback",
        "legacy,    legacy.guest,       legacy.vif",
        "legacy,    legacy.guest,       legacy.vbd"
    })
    void bothSidesOfARingShareOnlyItsLayout(String stack, String front, String back) {
        Set<JavaClass> shared = typesKnownTo(front, stack);
        shared.retainAll(typesKnownTo(back, stack));
        assertThat(shared)
                .filteredOn(type -> !OF_NO_RING.contains(type.getPackageName()))
                .extracting(JavaClass::getSimpleName)
                .allMatch(name -> name.endsWith("Layout"));
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
                        + " common.ring common.packet common.classifier legacy.vif legacy.vbd legacy.work legacy.guest"
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

    /** The outermost types of a stack that a package holds or names. */
    private static Set<JavaClass> typesKnownTo(String side, String stack) {
        return CLASSES.that(resideInAPackage(packageOf(side))).stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type),
                        type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)))
                .map(JavaClass::getBaseComponentType)
                .filter(resideInAPackage(packageOf(stack)))
                .map(ArchitectureTest::outermost)
                .collect(Collectors.toSet());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
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
