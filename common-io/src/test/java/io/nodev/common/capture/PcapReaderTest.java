package io.nodev.common.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapReaderTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    @ParameterizedTest
    @CsvSource({
        "true, a1b2c3d4, 1700000000000789000",
        "false, a1b2c3d4, 1700000000000789000",
        "true, a1b23c4d, 1700000000000000789",
        "false, a1b23c4d, 1700000000000000789"
    })
    void readsBothByteOrdersAndBothResolutions(boolean little, String magic, long nanos) {
        byte[] bytes = PcapText.of(little ? LITTLE : BIG, Integer.parseUnsignedInt(magic, 16))
                .record(1_700_000_000, 789, (byte) 1, (byte) 2)
                .record(1_700_000_001, 0)
                .bytes();

        PcapFile file = PcapFile.parse("x.pcap", bytes);

        assertThat(file.damage()).isEmpty();
        assertThat(file.resolution())
                .isEqualTo(magic.endsWith("3c4d") ? PcapResolution.NANOSECONDS : PcapResolution.MICROSECONDS);
        assertThat(file.records())
                .containsExactly(
                        new PcapRecord(nanos, 2, new byte[] {1, 2}),
                        new PcapRecord(1_700_000_001_000_000_000L, 0, new byte[0]));
    }

    @Test
    void readsTheCaptureOfRealHosts() throws IOException {
        PcapFile file = PcapFile.parse("lan.pcap", PcapText.lan());

        assertThat(file.damage()).isEmpty();
        assertThat(file.records()).hasSize(214);
        assertThat(file.records().get(0).timestampNanos()).isEqualTo(1_795_359_581_483_876_000L);
        assertThat(file.records()).allMatch(record -> record.bytes().length <= 1_514 && !record.isCut());
        assertThat(file.records()).extracting(PcapRecord::timestampNanos).isSorted();
    }

    @Test
    void readsTimesOfTheLastSecondAnUnsignedWordCanTell() {
        byte[] bytes =
                PcapText.of(LITTLE, PcapText.NANO).record(-1, 999_999_999).bytes();

        assertThat(PcapFile.parse("x.pcap", bytes).records().get(0).timestampNanos())
                .isEqualTo(4_294_967_295_999_999_999L);
    }

    @Test
    void tellsAFrameThatWasCut() {
        byte[] bytes = PcapText.of(LITTLE, PcapText.MICRO)
                .recordHeader(1, 2, 3, 1_514)
                .raw((byte) 7, (byte) 8, (byte) 9)
                .bytes();

        PcapRecord record = PcapFile.parse("x.pcap", bytes).records().get(0);

        assertThat(record.isCut()).isTrue();
        assertThat(record.originalLength()).isEqualTo(1_514);
        assertThat(record).hasToString("PcapRecord[timestampNanos=1000002000, captured=3 of 1514]");
    }

    @Test
    void takesASnaplenOfZeroOrBeyondAllBoundsForTheUsualLimit() {
        for (int snaplen : new int[] {0, -1, Integer.MAX_VALUE}) {
            byte[] fits = PcapText.of(BIG, PcapText.MICRO, snaplen, 1)
                    .record(1, 1, new byte[262_144])
                    .bytes();
            byte[] exceeds = PcapText.of(BIG, PcapText.MICRO, snaplen, 1)
                    .record(1, 1, new byte[262_145])
                    .bytes();

            assertThat(PcapFile.parse("x.pcap", fits).records()).hasSize(1);
            assertDamage(exceeds, "x.pcap: byte 32: record 1 claims 262145 bytes, but this file allows 262144");
        }
    }

    @Test
    void refusesAFileThatIsNone() {
        assertDamage(new byte[0], "x.pcap: byte 0: the file header has 24 bytes, but the file ends after 0");
        assertDamage(new byte[23], "x.pcap: byte 23: the file header has 24 bytes, but the file ends after 23");
        assertDamage(
                "name: quickstart, and so on".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "x.pcap: byte 0: no pcap file: it starts with 6e616d65");
        assertDamage(
                new PcapNg().bytes(),
                "x.pcap: byte 0: a pcapng file, wanted classic pcap; convert it by: editcap -F pcap OLD NEW");
    }

    @Test
    void refusesAHeaderItDoesNotKnow() {
        byte[] old = PcapText.of(BIG, PcapText.MICRO).bytes();
        old[7] = 3;
        assertDamage(old, "x.pcap: byte 4: version 2.3, wanted 2.4");
        assertDamage(
                PcapText.of(BIG, PcapText.NANO, 65_535, 113).bytes(),
                "x.pcap: byte 20: link type 113, wanted 1 (Ethernet)");
        assertDamage(
                PcapText.of(LITTLE, PcapText.NANO, 65_535, 0xF400_0001).bytes(),
                "x.pcap: byte 20: link type 4093640705, wanted 1 (Ethernet)");
    }

    @Test
    void refusesLengthsThatCannotBe() {
        PcapText text = PcapText.of(LITTLE, PcapText.MICRO, 100, 1).record(1, 1, new byte[10]);
        int second = 24 + 16 + 10;
        byte[] good = text.bytes();

        assertDamageAfterOne(
                good, header(1, 1, 101, 101), second + 8, "record 2 claims 101 bytes, but this file allows 100");
        assertDamageAfterOne(
                good, header(1, 1, -1, -1), second + 8, "record 2 claims 4294967295 bytes, but this file allows 100");
        assertDamageAfterOne(good, header(1, 1, 60, 59), second + 12, "record 2 claims 60 bytes of a frame of 59");
        assertDamageAfterOne(
                good, header(1, 1, 6, -5), second + 12, "record 2 claims 6 bytes of a frame of 4294967291");
        assertDamageAfterOne(
                good, header(1, 1_000_000, 6, 6), second + 4, "record 2 is 1000000 units into its second of 1000000");
    }

    @Test
    void keepsWhatWasReadBeforeAnyTruncation() throws IOException {
        byte[] whole = PcapText.lan();
        List<PcapRecord> all = PcapFile.parse("lan.pcap", whole).records();
        int recordEnd = 24;
        int complete = 0;
        for (int length = 0; length <= 2_000; length++) {
            if (complete < all.size()
                    && length == recordEnd + 16 + all.get(complete).bytes().length) {
                recordEnd = length;
                complete++;
            }
            PcapFile cut = PcapFile.parse("lan.pcap", Arrays.copyOf(whole, length));

            assertThat(cut.records()).isEqualTo(all.subList(0, complete));
            assertThat(cut.damage().isEmpty()).as("length %d", length).isEqualTo(length >= 24 && length == recordEnd);
            if (cut.damage().isPresent()) {
                assertThat(cut.damage().get().offset()).isEqualTo(length);
            }
        }
        assertThat(complete).isGreaterThan(10);
    }

    @Test
    void namesTheRecordThatIsCutOff() throws IOException {
        byte[] whole = PcapText.lan();

        assertThat(PcapFile.parse("lan.pcap", Arrays.copyOf(whole, 135)).damage())
                .hasToString(
                        "Optional[lan.pcap: byte 135: the header of record 2 has 16 bytes, but the file ends after 5]");
        assertThat(PcapFile.parse("lan.pcap", Arrays.copyOf(whole, 150)).damage())
                .hasToString("Optional[lan.pcap: byte 150: record 2 claims 90 bytes, but the file ends after 4]");
    }

    @Test
    void neverThrowsOnBytesThatWereTurnedOver() throws IOException {
        byte[] whole = Arrays.copyOf(PcapText.lan(), 4_000);
        Random random = new Random(24);
        for (int round = 0; round < 3_000; round++) {
            byte[] hostile = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                hostile[random.nextInt(hostile.length)] = (byte) random.nextInt();
            }
            PcapFile file = PcapFile.parse("x.pcap", hostile);
            long bytes = file.records().stream()
                    .mapToLong(record -> 16 + record.bytes().length)
                    .sum();

            assertThat(bytes).isLessThanOrEqualTo(hostile.length);
            file.damage().ifPresent(damage -> assertThat(damage.offset()).isBetween(0L, (long) hostile.length));
        }
    }

    @Test
    void staysAtTheDamage() throws IOException {
        byte[] bytes = PcapText.of(LITTLE, PcapText.MICRO)
                .recordHeader(1, 1, 5, 4)
                .record(1, 1, new byte[8])
                .bytes();
        PcapReader reader = PcapReader.over("x.pcap", new ByteArrayInputStream(bytes));

        assertThat(reader.damage()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.damage()).isPresent();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void passesOnWhatTheStreamThrows() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(PcapText.of(LITTLE, PcapText.MICRO).bytes()), broken);
        PcapReader reader = PcapReader.over("x.pcap", in);

        assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("the disk is gone");
    }

    private static void assertDamage(byte[] bytes, String text) {
        PcapFile file = PcapFile.parse("x.pcap", bytes);

        assertThat(file.records()).isEmpty();
        assertThat(file.damage()).map(PcapDamage::toString).contains(text);
    }

    private static void assertDamageAfterOne(byte[] good, byte[] header, int offset, String problem) {
        byte[] bytes = Arrays.copyOf(good, good.length + header.length);
        System.arraycopy(header, 0, bytes, good.length, header.length);

        PcapFile file = PcapFile.parse("x.pcap", bytes);

        assertThat(file.records()).hasSize(1);
        assertThat(file.damage()).contains(new PcapDamage("x.pcap", offset, problem));
    }

    private static byte[] header(int seconds, int fraction, int captured, int original) {
        byte[] bytes = PcapText.of(LITTLE, PcapText.MICRO)
                .recordHeader(seconds, fraction, captured, original)
                .bytes();
        return Arrays.copyOfRange(bytes, 24, 40);
    }

    /** The section header block a pcapng file starts with. */
    private static final class PcapNg {
        byte[] bytes() {
            return java.util.HexFormat.of().parseHex("0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000");
        }
    }
}
