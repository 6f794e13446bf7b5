package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the stack: what is accepted, who wins, and the exact text of every refusal. */
class StackChoiceTest {
    private static final String LEGACY = "legacy-io";
    private static final String DEVDOMAIN = "devdomain-io";
    private static final String REMOVE_OR_PIN =
            "fix: remove this POM's own <nodev.stack>, which overrides the one the flag's profiles set; or, if the module is"
                    + " to keep its stack, add <nodev.pinned>true</nodev.pinned>";

    private String flag;
    private String environment;
    private String projectFlag;
    private String stack = LEGACY;
    private String pinned;

    @Test
    void isWhatTheStackPropertySaysIfNobodyAsks() {
        assertThat(choice()).isEqualTo("stack legacy-io, as nodev.stack says");
        stack = DEVDOMAIN;
        assertThat(choice()).isEqualTo("stack devdomain-io, as nodev.stack says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "y"})
    void isTheDeviceDomainStackIfTheFlagSaysSo(String value) {
        flag = value;
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("stack devdomain-io, because of -Dnodev=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "n"})
    void isTheLegacyStackIfTheFlagSaysSoWhateverTheEnvironmentAndThePomSay(String value) {
        flag = value;
        environment = "y";
        projectFlag = "true";

        assertThat(choice()).isEqualTo("stack legacy-io, because of -Dnodev=" + value);
    }

    @Test
    void isTheDeviceDomainStackIfTheEnvironmentSaysY() {
        environment = "y";
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("stack devdomain-io, because of nodev=y in the environment");
    }

    @Test
    void isTheLegacyStackIfTheEnvironmentSaysN() {
        environment = "n";

        assertThat(choice()).isEqualTo("stack legacy-io, because of nodev=n in the environment");
    }

    @Test
    void takesAnEmptyEnvironmentForNone() {
        environment = "";
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("stack devdomain-io, as nodev.stack says");
    }

    @Test
    void takesThePomsFlagIfItAgrees() {
        projectFlag = "true";
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("stack devdomain-io, because of <nodev>true</nodev> in the POM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "Y", "1", " y", "no", "devdomain-io", "legacy"})
    void refusesAnyOtherFlag(String value) {
        flag = value;
        stack = DEVDOMAIN;

        assertThat(choice())
                .isEqualTo("error ND-S001: -Dnodev=" + value + " is not accepted; accepted are -Dnodev, -Dnodev=true,"
                        + " -Dnodev=y, -Dnodev=false and -Dnodev=n\n"
                        + "fix: write -Dnodev=true for the device-domain stack, nothing for the legacy stack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "true", "false", "1", "Y"})
    void refusesAnyOtherValueInTheEnvironmentEvenIfTheFlagWinsOverIt(String value) {
        flag = "false";
        environment = value;

        assertThat(choice())
                .isEqualTo(
                        "error ND-S001: nodev=" + value + " in the environment is not accepted; accepted are nodev=y,"
                                + " nodev=n and an empty nodev\n"
                                + "fix: write nodev=y for the device-domain stack, or unset it");
    }

    @Test
    void refusesAnyOtherValueInThePom() {
        projectFlag = "on";

        assertThat(choice()).isEqualTo("""
                        error ND-S001: <nodev>on</nodev> in the POM is not accepted; accepted are true, y, false, n and nothing
                        fix: remove it; to make a choice permanent write -Dnodev=true into .mvn/maven.config""");
    }

    @Test
    void refusesAPomsFlagThatChoseNothing() {
        projectFlag = "true";

        assertThat(choice()).isEqualTo("""
                        error ND-S003: <nodev>true</nodev> in the POM asks for devdomain-io, but nodev.stack is legacy-io
                        fix: remove it, since a property of the POM activates no profile; write -Dnodev=true on the command line or into .mvn/maven.config""");
    }

    @ParameterizedTest
    @CsvSource({"true, legacy-io, devdomain-io", "y, legacy-io, devdomain-io", "false, devdomain-io, legacy-io"})
    void refusesAStackThatOverridesTheFlag(String value, String has, String asked) {
        flag = value;
        stack = has;

        assertThat(choice())
                .isEqualTo("error ND-S003: -Dnodev=" + value + " asks for " + asked + ", but nodev.stack is " + has
                        + "\n" + REMOVE_OR_PIN);
    }

    @Test
    void refusesAStackThatOverridesTheEnvironment() {
        environment = "y";

        assertThat(choice())
                .isEqualTo(
                        "error ND-S003: nodev=y in the environment asks for devdomain-io, but nodev.stack is legacy-io\n"
                                + REMOVE_OR_PIN);
    }

    @Test
    void refusesAnEnvironmentThatSaysNToADeviceDomainBuild() {
        environment = "n";
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("""
                        error ND-S003: nodev=n in the environment asks for legacy-io, but nodev.stack is devdomain-io
                        fix: write -Dnodev=false, or unset nodev in the environment""");
    }

    @Test
    void takesTheBareFlagForTrue() {
        flag = "";
        stack = DEVDOMAIN;

        assertThat(choice()).isEqualTo("stack devdomain-io, because of -Dnodev=");
    }

    @Test
    void refusesABareFlagThatActivatedNoProfile() {
        flag = "";

        assertThat(choice()).isEqualTo("""
                        error ND-S003: -Dnodev= asks for devdomain-io, but nodev.stack is legacy-io
                        fix: write -Dnodev=true; an empty value activates no profile""");
    }

    @Test
    void keepsThePinnedStackOfAModuleAndSaysSo() {
        pinned = "true";
        assertThat(choice()).isEqualTo("stack legacy-io, pinned by nodev.pinned");

        flag = "true";
        assertThat(choice())
                .isEqualTo("stack legacy-io, pinned by nodev.pinned, although -Dnodev=true asks for the other");
    }

    @Test
    void isNotPinnedByFalse() {
        pinned = "false";
        flag = "true";

        assertThat(choice()).startsWith("error ND-S003");
    }

    @Test
    void refusesAProjectWithoutStack() {
        stack = null;

        assertThat(choice()).isEqualTo("""
                        error ND-S002: there is no property nodev.stack; accepted are legacy-io and devdomain-io
                        fix: add <nodev.stack>legacy-io</nodev.stack> to the POM's properties; the flag's profiles set the other""");
    }

    @Test
    void reportsEveryBadValueAtOnce() {
        flag = "yes";
        environment = "1";
        projectFlag = "on";
        stack = "legacy";
        pinned = "y";

        assertThat(choice().lines().filter(line -> line.startsWith("error")))
                .extracting(line -> line.substring(0, line.indexOf(" ", 16)))
                .containsExactly(
                        "error ND-S001: -Dnodev=yes",
                        "error ND-S001: nodev=1",
                        "error ND-S001: <nodev>on</nodev>",
                        "error ND-S002: nodev.stack",
                        "error ND-S004: nodev.pinned");
        assertThat(choice())
                .contains("error ND-S002: nodev.stack is 'legacy'; accepted are legacy-io and devdomain-io\n")
                .endsWith("""
                        error ND-S004: nodev.pinned is 'y'; accepted are true and false
                        fix: write <nodev.pinned>true</nodev.pinned> in a module that keeps its stack whatever the flag says""");
    }

    private String choice() {
        StackChoice choice = StackChoice.of(new StackSettings(
                Optional.ofNullable(flag),
                Optional.ofNullable(environment),
                Optional.ofNullable(projectFlag),
                Optional.ofNullable(stack),
                Optional.ofNullable(pinned)));
        if (choice instanceof StackChoice.Chosen chosen) {
            return chosen.message();
        }
        return ((StackChoice.Refused) choice).render();
    }
}
