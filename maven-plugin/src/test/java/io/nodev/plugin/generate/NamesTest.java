package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages, classes and imports of what is generated. */
final class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "com.example,     quickstart, com.example.quickstart",
        "com.example,     two-guests, com.example.two_guests",
        "com.my-company,  quickstart, com.my_company.quickstart",
        "com.new.7up,     quickstart, com.new_._7up.quickstart",
        "example,         a1,         example.a1"
    })
    void namesThePackageByGroupAndMachine(String groupId, String machine, String expected) {
        assertThat(new PackageName(Optional.empty(), groupId).of(machine)).isEqualTo(expected);
    }

    @Test
    void takesThePackageTheUserNamed() {
        assertThat(new PackageName(Optional.of("org.machine"), "com.example").of("quickstart"))
                .isEqualTo("org.machine");
        assertThatThrownBy(() -> new PackageName(Optional.of("org.class"), "com.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no package has this name: package=org.class");
    }

    @Test
    void namesClassesByTheMachine() {
        MachineNames names = MachineNames.of("com.example", "two-guests");
        assertThat(names.machine()).isEqualTo("TwoGuestsMachine");
        assertThat(names.rules(0)).isEqualTo("TwoGuestsRules");
        assertThat(names.rules(1)).isEqualTo("TwoGuestsRules2");
        assertThat(names.path(names.test("Vifs"))).isEqualTo("com/example/TwoGuestsVifsTest.java");
    }

    @Test
    void importsANameOnce() {
        Imports imports = new Imports("com.example", List.of("Main")).with(List.class);
        assertThat(imports.use("org.other.Responder")).isEqualTo("Responder");
        assertThat(imports.use("org.other.Responder")).isEqualTo("Responder");
        assertThat(imports.use("org.third.Responder")).isEqualTo("org.third.Responder");
        assertThat(imports.use("org.other.Main")).isEqualTo("org.other.Main");
        assertThat(imports.use("org.other.String")).isEqualTo("org.other.String");
        assertThat(imports.use("com.example.Neighbour")).isEqualTo("Neighbour");
        assertThat(imports.with("static org.junit.Assert.fail").names())
                .containsExactly("static org.junit.Assert.fail", "java.util.List", "org.other.Responder");
    }
}
