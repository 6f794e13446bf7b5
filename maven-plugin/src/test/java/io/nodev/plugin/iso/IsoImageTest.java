package io.nodev.plugin.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoImageTest {
    @TempDir
    private Path directory;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(directory.resolve("cd"));
    }

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ByteBuffer image() throws IOException {
        Path image = directory.resolve("cd.iso");
        IsoImage.write(folder, "DEMO_1", image);
        return ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer image, int at, int length) {
        return new String(image.array(), at, length, StandardCharsets.US_ASCII);
    }

    /** Every file by its path, read from the records alone. */
    private static Map<String, String> files(ByteBuffer image) {
        Map<String, String> files = new TreeMap<>();
        addFolder(image, 16 * IsoImage.BLOCK + 156, "", files);
        return files;
    }

    private static void addFolder(ByteBuffer image, int record, String path, Map<String, String> files) {
        int start = image.getInt(record + 2) * IsoImage.BLOCK;
        int end = start + image.getInt(record + 10);
        for (int at = start; at < end; ) {
            int length = image.get(at) & 0xFF;
            if (length == 0) {
                at = (at / IsoImage.BLOCK + 1) * IsoImage.BLOCK;
                continue;
            }
            String name = text(image, at + 33, image.get(at + 32));
            boolean isFolder = (image.get(at + 25) & 2) != 0;
            if (isFolder && name.charAt(0) > 1) {
                addFolder(image, at, path + name + "/", files);
            } else if (!isFolder) {
                int first = image.getInt(at + 2) * IsoImage.BLOCK;
                files.put(path + name, text(image, first, image.getInt(at + 10)));
            }
            at += length;
        }
    }

    @Test
    void holdsEveryFileUnderItsNameInUpperCase() throws IOException {
        file("readme.txt", "read me\n");
        file("doc/a/empty", "");
        file("doc/welcome.txt", "w".repeat(5_000));

        assertThat(files(image()))
                .isEqualTo(Map.of(
                        "README.TXT;1", "read me\n",
                        "DOC/A/EMPTY.;1", "",
                        "DOC/WELCOME.TXT;1", "w".repeat(5_000)));
    }

    @Test
    void describesItsVolumeInBothByteOrders() throws IOException {
        file("readme.txt", "x");
        ByteBuffer image = image();
        int descriptor = 16 * IsoImage.BLOCK;

        assertThat(text(image, descriptor, 7)).isEqualTo("\1CD001\1");
        assertThat(text(image, descriptor + 40, 32)).isEqualTo("DEMO_1" + " ".repeat(26));
        assertThat(image.getInt(descriptor + 80) * IsoImage.BLOCK).isEqualTo(image.capacity());
        assertThat(image.order(ByteOrder.BIG_ENDIAN).getInt(descriptor + 84) * IsoImage.BLOCK)
                .isEqualTo(image.capacity());
        assertThat(text(image, descriptor + IsoImage.BLOCK, 7)).isEqualTo("\u00ffCD001\1".replace('\u00ff', '\ufffd'));
    }

    @Test
    void keepsRecordsOfALargeFolderWithinBlocks() throws IOException {
        for (int i = 0; i < 200; i++) {
            file("file" + i + ".txt", "number " + i);
        }

        assertThat(files(image())).hasSize(200).containsEntry("FILE199.TXT;1", "number 199");
    }

    @Test
    void givesTheSameBytesForTheSameFiles() throws IOException {
        file("b/x", "1");
        file("a/y", "2");

        assertThat(image()).isEqualTo(image());
    }

    @Test
    void refusesWhatAnImageCannotHold() throws IOException {
        file("two.dots.txt", "");
        assertThatThrownBy(this::image).isInstanceOf(IOException.class).hasMessageContaining("two.dots.txt");

        Files.delete(folder.resolve("two.dots.txt"));
        assertThatThrownBy(() -> IsoImage.write(folder, "demo", directory.resolve("cd.iso")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'demo' is no name of a volume");
    }

    @Test
    void holdsNamesOfThirtyCharactersBesideTheDot() throws IOException {
        String dotless = "A".repeat(30);
        String dotted = "B".repeat(20) + "." + "C".repeat(10);
        file(dotless, "1");
        file(dotted, "2");
        assertThat(files(image())).isEqualTo(Map.of(dotless + ".;1", "1", dotted + ";1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAABBBBBBBBBBCCCCCCCCCCD", "AAAAAAAAAABBBBBBBBBBCCCCCCCCCC.D"})
    void refusesNamesOfThirtyOneCharacters(String name) throws IOException {
        file(name, "");
        assertThatThrownBy(this::image)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot hold the name " + name);
    }

    @Test
    void isReadByIsoinfo() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/isoinfo")),
                "isoinfo of cdrkit is not installed: image not checked");
        file("doc/welcome.txt", "w");
        image();
        Process isoinfo = new ProcessBuilder(
                        "/usr/bin/isoinfo",
                        "-f",
                        "-i",
                        directory.resolve("cd.iso").toString())
                .start();
        String listed = new String(isoinfo.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(isoinfo.waitFor()).isZero();
        assertThat(listed).contains("/DOC/WELCOME.TXT;1");
    }
}
