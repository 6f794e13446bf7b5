package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesOnOneFileTest {
    private static final String MACHINE = """
            name: one-file
            nics:
              - {name: eth0, mac: 00:02:b3:9d:1f:aa}
            disks:
              - {name: hda, image: one.img}
              - {name: hdb, image: OTHER}
            domains:
              - id: 0
              - id: 1
                vbds: [UNAME]
            vbd: {semantics: as-documented}
            """.replace("UNAME", "'phy:hda,hda,w'");

    @TempDir
    private Path directory;

    @BeforeEach
    void makeAnImageOfThreeNames() throws IOException {
        Path image = Files.write(directory.resolve("one.img"), new byte[2048]);
        Files.createLink(directory.resolve("hard.img"), image);
        Files.createSymbolicLink(directory.resolve("soft.img"), Path.of("one.img"));
        Files.copy(image, directory.resolve("copy.img"));
    }

    private String headlines(String other) {
        return Description.in(directory).headlinesOf(MACHINE.replace("OTHER", other));
    }

    private static String refused(String name, String why) {
        return "machine.yaml:6:24: error ND-B011: the image '" + name + "' is already the disk of line 5" + why + "\n";
    }

    @Test
    void isRefusedByTheSameName() {
        assertThat(headlines("./one.img")).isEqualTo(refused("./one.img", ""));
    }

    @Test
    void isRefusedByAHardLink() {
        assertThat(headlines("hard.img")).isEqualTo(refused("hard.img", ", which names the same file 'one.img'"));
    }

    @Test
    void isRefusedByASymbolicLink() {
        assertThat(headlines("soft.img")).isEqualTo(refused("soft.img", ", which names the same file 'one.img'"));
    }

    @Test
    void isRefusedIfEitherMayBeWritten() {
        assertThat(headlines("hard.img, read-only: true"))
                .isEqualTo(refused("hard.img", ", which names the same file 'one.img'"));
    }

    @Test
    void isRefusedBesideTheOneThatMayBeWrittenAmongSeveral() {
        String three = MACHINE.replace("hda, image: one.img", "hda, read-only: true, image: one.img")
                .replace("image: OTHER}", "image: hard.img}\n  - {name: hdc, read-only: true, image: soft.img}")
                .replace("hda,w", "hda,r");
        assertThat(Description.in(directory).headlinesOf(three))
                .isEqualTo(refused("hard.img", ", which names the same file 'one.img'")
                        + "machine.yaml:7:41: error ND-B011: the image 'soft.img' is already the disk of line 6,"
                        + " which names the same file 'hard.img'\n");
    }

    @Test
    void isAcceptedIfBothAreOnlyRead() {
        String read = MACHINE.replace("hda, image", "hda, read-only: true, image")
                .replace("OTHER", "hard.img, read-only: true")
                .replace("hda,w", "hda,r");
        assertThat(Description.in(directory).problemsOf(read)).isEmpty();
    }

    @Test
    void isAcceptedIfOneIsACopyInTheJar() {
        assertThat(headlines("hard.img, read-only: true, packed: true")).isEmpty();
    }

    @Test
    void isNoMatterOfEqualContent() {
        assertThat(headlines("copy.img")).isEmpty();
    }

    @Test
    void isJudgedBySectorsWhenAVbdNamesItByAnotherName() {
        String file = MACHINE.replace("OTHER", "copy.img")
                .replace("'phy:hda,hda,w'", "'phy:hda,hda,w', 'file:hard.img,hdb,r', 'file:soft.img,hdc,r'");
        assertThat(Description.in(directory).headlinesOf(file)).isEqualTo("""
                machine.yaml:10:29: error ND-B029: VBD hdb of domain 1 reads sectors that VBD hda of domain 1 writes in line 10
                machine.yaml:10:52: error ND-B029: VBD hdc of domain 1 reads sectors that VBD hda of domain 1 writes in line 10
                """);
    }
}
