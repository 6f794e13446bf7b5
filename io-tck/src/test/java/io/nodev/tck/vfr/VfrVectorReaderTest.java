package io.nodev.tck.vfr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.classifier.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VfrVectorReaderTest {
    private static final String SMALL = """
            case 7 quirk
            vif 0/0
            write ADD ACCEPT\\t \\\\
              none
            write PRINT
              cmd=2 srcaddr=00000000/00000000 dstaddr=00000000/00000000 srcport=0/0 dstport=0/0 proto=0 src=0/0 dst=-1/1 action=0
            domain-destroyed-rules 3
            packet 0/0 - DROP
            packet PHYS 0aff 0/0
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfRecord() throws IOException {
        List<VfrVectorCase> cases = VfrVectors.read(file(SMALL.getBytes(UTF_8)));
        assertThat(cases).hasSize(1);
        assertThat(cases.get(0).number()).isEqualTo(7);
        assertThat(cases.get(0).kind()).isEqualTo("quirk");
        List<VfrVectorStep> steps = cases.get(0).steps();
        assertThat(steps).extracting(VfrVectorStep::line).containsExactly(2, 3, 5, 7, 8, 9);
        assertThat(((VfrVectorStep.Write) steps.get(1)).text()).isEqualTo("ADD ACCEPT\t \\\n".getBytes(UTF_8));
        assertThat(((VfrVectorStep.Write) steps.get(2)).expected()).startsWith("cmd=2 ");
        assertThat(((VfrVectorStep.DestroyRules) steps.get(3)).domain()).isEqualTo(3);
        assertThat(((VfrVectorStep.Packet) steps.get(4)).frame()).isEmpty();
        VfrVectorStep.Packet last = (VfrVectorStep.Packet) steps.get(5);
        assertThat(last.source()).isEqualTo(Endpoint.PHYSICAL);
        assertThat(last.frame()).containsExactly(0x0A, 0xFF);
        assertThat(last.expected()).isEqualTo(Endpoint.vif(0, 0));
    }

    @Test
    void readsTheSameFromACompressedFile() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(SMALL.getBytes(UTF_8));
        }
        assertThat(VfrVectors.read(file(packed.toByteArray())).get(0).steps()).hasSize(6);
    }

    @Test
    void keepsTrailingSpacesAndTheEmptyWrite() throws IOException {
        List<VfrVectorStep> steps = VfrVectors.read(
                        file("case 0 weird\nwrite ADD  \n  none\nwrite \n  none\n".getBytes(UTF_8)))
                .get(0)
                .steps();
        assertThat(((VfrVectorStep.Write) steps.get(0)).text()).isEqualTo("ADD  \n".getBytes(UTF_8));
        assertThat(((VfrVectorStep.Write) steps.get(1)).text()).isEqualTo("\n".getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vif 0/0                      | 1: expected "case N KIND" before any other record, found "vif 0/0"
            case 1                       | 1: expected 3 words, found 2: "case 1"
            case x quirk                 | 1: expected a number, found "x"
            case 1 quirk;vif 1           | 2: expected DOMAIN/INDEX, found "1"
            case 1 quirk;vif 1/9         | 2: a vif index is 0 to 7: index=9
            case 1 quirk;vof 1/0         | 2: expected case, vif, write, domain-destroyed-rules or packet, found "vof"
            case 1 quirk;packet 1/0 zz DROP | 2: expected a frame in hexadecimal or -, found "zz"
            case 1 quirk;packet 1/0 00 LOST | 2: expected DOMAIN/INDEX, found "LOST"
            case 1 quirk;packet 1/0 00   | 2: expected 4 words, found 3: "packet 1/0 00"
            case 1 quirk;write x         | 2: the file ends after a write; expected its result, two spaces and none or cmd=...
            case 1 quirk;write \\x;none  | 2: a backslash is followed by t, r, v, f or a backslash: "\\x"
            """)
    void namesFileLineAndProblemOfAMalformedLine(String lines, String expected) {
        Path file = file((lines.strip().replace(';', '\n') + "\n").getBytes(UTF_8));
        assertThatThrownBy(() -> VfrVectors.read(file))
                .isInstanceOf(VfrVectorFormatException.class)
                .hasMessage(file + ":" + expected);
    }

    @Test
    void refusesAWriteWithoutItsResult() {
        Path file = file("case 1 quirk\nwrite ADD\n  cmd=0 srcaddr=1.2.3.4\n".getBytes(UTF_8));
        assertThatThrownBy(() -> VfrVectors.read(file))
                .hasMessageStartingWith(file + ":3: expected the result of the write above")
                .hasMessageEndingWith("found \"  cmd=0 srcaddr=1.2.3.4\"");
    }

    @Test
    void refusesAFileWithoutACase() {
        Path file = file(new byte[0]);
        assertThatThrownBy(() -> VfrVectors.read(file)).hasMessage(file + ":1: there is no case in this file");
    }

    @Test
    void reportsCaseLineExpectedAndGot() throws IOException {
        List<String> differences = VfrVectors.differences(VfrVectors.read(file(SMALL.getBytes(UTF_8))), Deaf::new);
        assertThat(differences)
                .containsExactly(
                        "case 7 (quirk), line 5: write PRINT: expected <cmd=2 srcaddr=00000000/00000000"
                                + " dstaddr=00000000/00000000 srcport=0/0 dstport=0/0 proto=0 src=0/0 dst=-1/1 action=0>,"
                                + " got <none>",
                        "case 7 (quirk), line 9: packet from PHYS 0aff: expected <0/0>, got <DROP>");
    }

    @Test
    void playsTheRecordsInOrderOnAFreshMachinePerCase() throws IOException {
        List<String> seen = new ArrayList<>();
        String two = "case 0 a\nvif 1/0\ndomain-destroyed-rules 1\ncase 1 b\nvif 2/0\n";
        VfrVectors.differences(VfrVectors.read(file(two.getBytes(UTF_8))), () -> {
            seen.add("machine");
            return new Deaf() {
                @Override
                public void addVif(int vif) {
                    seen.add("vif " + Endpoint.toString(vif));
                }

                @Override
                public void destroyRules(int domain) {
                    seen.add("destroyed " + domain);
                }
            };
        });
        assertThat(seen).containsExactly("machine", "vif 1/0", "destroyed 1", "machine", "vif 2/0");
    }

    @Test
    void bundlesTheOriginalsCases() {
        List<VfrVectorCase> cases = VfrVectors.bundled();
        assertThat(cases).hasSize(600);
        assertThat(cases.stream().flatMap(one -> one.steps().stream()).filter(VfrVectorStep.Packet.class::isInstance))
                .hasSize(36_000);
    }

    private Path file(byte[] content) {
        try {
            return Files.write(folder.resolve("vectors.txt"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Ignores every write and drops every packet. */
    private static class Deaf implements VfrVectorMachine {
        @Override
        public void addVif(int vif) {}

        @Override
        public String write(byte[] text) {
            return "none";
        }

        @Override
        public void destroyRules(int domain) {}

        @Override
        public int route(int source, byte[] frame) {
            return Endpoint.DROP;
        }
    }
}
