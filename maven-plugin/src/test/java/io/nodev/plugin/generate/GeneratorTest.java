package io.nodev.plugin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.spec.MachineSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, what is left alone, and what a switch of the stack deletes. */
final class GeneratorTest {
    private static final String LEGACY = "target/generated-sources/nodev/legacy-io/com/example/quickstart/";
    private static final String DEVICE_DOMAIN = "target/generated-sources/nodev/devdomain-io/com/example/quickstart/";
    private static final String CLASS = "target/classes/com/example/Old.class";

    private static final String FIREWALL_RESOURCE =
            "target/generated-resources/nodev/devdomain-io/com/example/quickstart/firewall.nft";
    private static final String DERIVED_FIREWALL = "target/nodev/quickstart/firewall.nft";

    @TempDir
    private Path directory;

    private Build build;

    @BeforeEach
    void describe() {
        build = new Build(directory);
    }

    @Test
    void writesTheMachineItsResourcesAndTheState() {
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.target().keySet())
                .containsExactlyInAnyOrder(
                        LEGACY + "Main.java",
                        LEGACY + "QuickstartClassifier.java",
                        LEGACY + "QuickstartHypercalls.java",
                        LEGACY + "QuickstartMachine.java",
                        LEGACY + "QuickstartRules.java",
                        LEGACY + "package-info.java",
                        "target/generated-resources/nodev/legacy-io/META-INF/nodev/stack.properties",
                        "target/generated-resources/nodev/legacy-io/com/example/quickstart/lan.pcap",
                        "target/nodev/machine.schema.json",
                        "target/nodev/state.json");
    }

    @Test
    void putsTheSchemaWhereTheFirstLineOfTheExamplesLooksForIt() throws IOException {
        build.generate();
        Path description = Path.of("..", "examples", "quickstart", "src", "main", "nodev", "machine.yaml");
        String line = Files.readAllLines(description).get(0);
        String schema = line.substring(line.indexOf('=') + 1);
        Path seen = build.path("src/main/nodev/machine.yaml").resolveSibling(schema);
        assertThat(line).startsWith("# yaml-language-server: $schema=");
        assertThat(Files.readAllBytes(seen.normalize())).isEqualTo(MachineSchema.bytes());
    }

    @Test
    void writesNothingOfTheVirtualFirewallRouterForADeviceDomain() {
        build.of(Architecture.DEVICE_DOMAIN).generate();
        assertThat(build.target().keySet())
                .noneMatch(file -> file.contains("Rules") || file.contains("Classifier"))
                .contains(DEVICE_DOMAIN + "QuickstartMachine.java");
        assertThat(build.text(DEVICE_DOMAIN + "QuickstartMachine.java")).doesNotContain("legacy");
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingTheSecondTime(GenerationRequest.Kind kind) {
        build.of(kind).generate();
        build.age();
        assertThat(build.generate()).isEqualTo(GenerationResult.UP_TO_DATE);
        assertThat(build.written()).isEmpty();
    }

    @Test
    void writesOnlyWhatBecomesDifferent() {
        build.generate();
        build.age();
        build.with("src/main/nodev/machine.yaml", Build.QUICKSTART.replace("promiscuous: true", "promiscuous: false"));
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.written()).containsExactly(LEGACY + "QuickstartMachine.java", "target/nodev/state.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine.yaml", "vfr.rules", "lan.pcap"})
    void noticesAChangeOfEveryFileTheMachineIsMadeOf(String file) {
        build.with("src/main/nodev/vfr.rules", "# none\n");
        build.generate();
        Path changed = build.path("src/main/nodev/" + file);
        build.with("src/main/nodev/" + file, build.text(changed.toString()) + "# more\n");
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.generate()).isEqualTo(GenerationResult.UP_TO_DATE);
    }

    @Test
    void noticesANewVersionAndATemplateOfTheUsers() throws IOException {
        build.generate();
        build.withSettings("0.2.0", Optional.empty());
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        Path templates = Files.createDirectories(directory.resolve("templates"));
        build.withSettings("0.2.0", Optional.of(templates)).generate();
        build.with(
                "templates/java/common/package-info.java.ftl",
                "<#-- Renders it. Model: PackageInfoModel. Output: x -->\n// ours\npackage ${packageName};\n");
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.text(LEGACY + "package-info.java")).startsWith("// ours\n");
    }

    @Test
    void makesADeletedFileAnewWithoutAWord() throws IOException {
        build.generate();
        String before = build.text(LEGACY + "Main.java");
        Files.delete(build.path(LEGACY + "Main.java"));
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.text(LEGACY + "Main.java")).isEqualTo(before);
        assertThat(build.warnings).isEmpty();
    }

    @Test
    void makesAnEditedFileAnewAndWarns() {
        build.generate();
        String before = build.text(LEGACY + "Main.java");
        build.with(LEGACY + "Main.java", before + "// mine\n");
        assertThat(build.generate()).isEqualTo(GenerationResult.GENERATED);
        assertThat(build.text(LEGACY + "Main.java")).isEqualTo(before);
        assertThat(build.warnings)
                .containsExactly(
                        "generated-sources/nodev/legacy-io/com/example/quickstart/Main.java was changed by hand"
                                + " and is generated anew; what is to stay belongs into src/main");
    }

    @Test
    void deletesWhatIsNoLongerMade() {
        build.generate();
        String withoutRules = Build.QUICKSTART + "vfr: {standard-rules: false}\n";
        build.with("src/main/nodev/machine.yaml", withoutRules).generate();
        assertThat(build.target()).doesNotContainKey(LEGACY + "QuickstartRules.java");
    }

    @Test
    void deletesAllThatTheOtherStackHasLeft() {
        build.generate();
        build.with(CLASS, "compiled")
                .with("target/test-classes/OldTest.class", "compiled")
                .with("target/classes/META-INF/nodev/stack.properties", "architecture=legacy-io\n")
                .with("target/classes/others.properties", "stays")
                .with("target/maven-status/maven-compiler-plugin/compile/inputFiles.lst", "old");
        assertThat(build.of(Architecture.DEVICE_DOMAIN).generate()).isEqualTo(GenerationResult.SWITCHED);
        assertThat(build.target().keySet())
                .noneMatch(
                        file -> file.contains("legacy-io") || file.endsWith(".class") || file.contains("maven-status"))
                .doesNotContain("target/classes/META-INF/nodev/stack.properties")
                .contains("target/classes/others.properties");
    }

    @Test
    void givesTheSameFilesAfterEverySwitch() {
        build.generate();
        Map<String, String> first = build.target();
        build.of(Architecture.DEVICE_DOMAIN).generate();
        build.of(Architecture.LEGACY).generate();
        assertThat(build.target()).isEqualTo(first);
    }

    @Test
    void trustsNoClassesThatNobodyKnowsTheStackOf() {
        build.with(CLASS, "compiled");
        assertThat(build.generate()).isEqualTo(GenerationResult.SWITCHED);
        assertThat(build.target()).doesNotContainKey(CLASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"format\": 0}", "{\"format\": 1}", "{\"format\": 1, \"units\": 7}", "\u0000"})
    void takesADamagedStateForNone(String damaged) {
        build.generate();
        build.with("target/nodev/state.json", damaged).with(CLASS, "compiled");
        assertThat(build.generate()).isEqualTo(GenerationResult.SWITCHED);
        assertThat(build.generate()).isEqualTo(GenerationResult.UP_TO_DATE);
    }

    @Test
    void takesUpADeletionThatWasCutShort() throws IOException {
        build.generate();
        build.with(CLASS, "compiled");
        new StateFile(build.folders().state()).delete();
        assertThat(build.of(Architecture.DEVICE_DOMAIN).generate()).isEqualTo(GenerationResult.SWITCHED);
        assertThat(build.target().keySet()).noneMatch(file -> file.contains("legacy-io") || file.endsWith(".class"));
    }

    @Test
    void keepsTheMachinesOfOneProjectApart() {
        build.generate();
        build.with("src/main/nodev/other.yaml", Build.QUICKSTART.replace("name: quickstart", "name: two-guests"));
        build.of("src/main/nodev/other.yaml").generate();
        assertThat(build.target())
                .containsKey(LEGACY + "Main.java")
                .containsKey("target/generated-sources/nodev/legacy-io/com/example/two_guests/TwoGuestsMachine.java");
        assertThat(build.generate()).isEqualTo(GenerationResult.UP_TO_DATE);
        assertThat(build.of("src/main/nodev/machine.yaml").generate()).isEqualTo(GenerationResult.UP_TO_DATE);
    }

    @Test
    void changesNothingIfTheDescriptionIsWrong() {
        build.generate();
        Map<String, String> before = build.target();
        build.with("src/main/nodev/machine.yaml", Build.QUICKSTART.replace("id: 0", "id: zero"));
        assertThatThrownBy(build::generateOrRefuse)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("machine.yaml:10:9: error ND-V004:");
        assertThat(build.target()).isEqualTo(before);
    }

    @Test
    void saysOnceWhatDecidesInADeviceDomain() {
        build.generate();
        assertThat(build.notes).isEmpty();
        build.of(Architecture.DEVICE_DOMAIN).generate();
        assertThat(build.notes)
                .containsExactly(
                        "target/nodev/quickstart/firewall.nft: derived, decides what passes every device domain");
    }

    @Test
    void packsTheFirewallOfTheUsersOrADerivedOne() {
        build.of(Architecture.DEVICE_DOMAIN).generate();
        assertThat(build.text(DERIVED_FIREWALL))
                .isEqualTo(build.text(FIREWALL_RESOURCE))
                .startsWith("# Derived by nodev from src/main/nodev/machine.yaml.");
        build.with("src/main/nodev/firewall.nft", "table bridge own {\n}\n").generate();
        assertThat(build.notes).containsExactly("firewall.nft: decides what passes every device domain");
        assertThat(build.text(FIREWALL_RESOURCE)).isEqualTo("table bridge own {\n}\n");
        assertThat(build.target()).doesNotContainKey(DERIVED_FIREWALL);
        build.with("src/main/nodev/firewall.nft", "table bridge other {\n}\n").generate();
        assertThat(build.text(FIREWALL_RESOURCE)).isEqualTo("table bridge other {\n}\n");
        build.withDerivedFirewall().generate();
        assertThat(build.text(FIREWALL_RESOURCE)).startsWith("# Derived by nodev");
    }

    @ParameterizedTest
    @EnumSource
    void refusesABrokenFirewallInEveryBuild(Architecture architecture) {
        build.with("src/main/nodev/firewall.nft", "table bridge own {\n\tchain c {\n\t\tlog\n\t}\n}\n");
        assertThatThrownBy(build.of(architecture)::generateOrRefuse)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("firewall.nft:3:3: error ND-F001: log");
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhatIsWrongWithTheFirewallAndTheDescriptionAtOnce(Architecture architecture) {
        build.with("src/main/nodev/firewall.nft", "table bridge own {\n\tchain c {\n\t\tlog\n\t}\n}\n")
                .with("src/main/nodev/machine.yaml", "name: none\n");
        assertThatThrownBy(build.of(architecture)::generateOrRefuse)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("firewall.nft:3:3: error ND-F001: log")
                .hasMessageContaining("machine.yaml:1:1: error ND-V007: ");
    }

    @Test
    void startsBackendsAgainInADeviceDomainMachineAndSaysThatALegacyOneHasNone() {
        build.with("src/main/nodev/machine.yaml", Build.QUICKSTART + "restart: {times: 3, answer-millis: 2500}\n");
        build.generate();
        assertThat(build.notes)
                .containsExactly("a legacy machine ignores 'restart' in line 26: it has no backends, and a fault of its"
                        + " drivers is a panic");
        assertThat(build.target().values()).noneMatch(text -> text.contains("RestartPolicy"));

        build.of(Architecture.DEVICE_DOMAIN).generate();
        assertThat(build.notes).noneMatch(note -> note.contains("restart"));
        assertThat(build.target().values()).anyMatch(text -> text.contains("""
                                // machine.yaml:26
                                machine.restarts(RestartPolicy.atMost(3).withAnswerNanos(2500000000L));
                        """));
    }

    @Test
    void saysThatABridgesOwnPortHasNoRate() {
        build.with("src/main/nodev/machine.yaml", """
                name: own-port
                nics:
                  - {name: eth0, mac: 00:02:b3:9d:1f:aa}
                domains:
                  - {id: 0, vifs: [{rate: 10Mb/s}]}
                device-domains:
                  - {domain: 0, nics: [eth0]}
                """);
        build.generate();
        assertThat(build.notes).isEmpty();
        build.of(Architecture.DEVICE_DOMAIN).generate();
        assertThat(build.notes)
                .containsExactly(
                        "a device-domain machine ignores the rate of vif 0.0: that is the bridge's own port,"
                                + " which no backend serves",
                        "target/nodev/own-port/firewall.nft: derived, decides what passes every device domain");
    }

    @Test
    void namesNoPlaceOfTheMachineItRanOn() {
        build.generate();
        build.of(GenerationRequest.Kind.TESTS).generate();
        assertThat(build.target().values()).noneMatch(text -> text.contains(directory.toString()));
    }

    private String harnessOf(Architecture architecture) {
        build.of(architecture).of(GenerationRequest.Kind.TESTS).generate();
        return build.target().entrySet().stream()
                .filter(file -> file.getKey().endsWith("QuickstartHarness.java"))
                .filter(file -> file.getKey().contains(architecture.id()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheSuiteWhichBridgeAVifIsAPortOf() {
        build.with("src/main/nodev/machine.yaml", """
                name: quickstart
                nics: [{name: eth0, mac: 00:02:b3:9d:1f:aa, driver: dummy}]
                domains:
                  - {id: 0, vifs: [{addresses: [192.0.2.1]}]}
                  - {id: 1, vifs: [{addresses: [192.0.2.2]}]}
                  - {id: 2, vifs: [{addresses: [192.0.2.3], backend: 1}]}
                  - {id: 3, vifs: [{addresses: [192.0.2.4], backend: 0}]}
                device-domains:
                  - {domain: 0, nics: []}
                  - {domain: 1, nics: [eth0]}
                """);
        assertThat(harnessOf(Architecture.DEVICE_DOMAIN))
                .contains("\"192.0.2.1\"));", "\"192.0.2.2\").withBackend(1));")
                .contains("\"192.0.2.3\").withBackend(1));", "\"192.0.2.4\"));")
                .contains("COOPERATIVE).withWireOwner(1);");
        assertThat(harnessOf(Architecture.LEGACY)).doesNotContain("withBackend", "withWireOwner");
    }
}
