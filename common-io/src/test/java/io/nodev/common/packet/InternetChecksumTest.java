package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    @Test
    void agreesWithTheWorkedExampleOfItsDefinition() {
        byte[] bytes = Frames.bytes("0001f203f4f5f6f7");

        assertThat(InternetChecksum.of(bytes, 0, 8)).isEqualTo(~0xddf2 & 0xFFFF);
    }

    @Test
    void takesAnOddLastByteAsTheHighHalfOfAWord() {
        assertThat(InternetChecksum.of(Frames.bytes("01020300"), 0, 3))
                .isEqualTo(InternetChecksum.of(Frames.bytes("01020300"), 0, 4))
                .isEqualTo(~0x0402 & 0xFFFF);
    }

    @Test
    void readsNoByteAfterAnOddLength() {
        byte[] bytes = {1, 2, 3};

        assertThat(InternetChecksum.of(bytes, 0, 3)).isEqualTo(~0x0402 & 0xFFFF);
    }

    @Test
    void foldsTheCarriesOfTheLongestPacket() {
        byte[] bytes = new byte[65_535];
        Arrays.fill(bytes, (byte) 0xFF);

        assertThat(InternetChecksum.of(bytes, 0, 65_534)).isZero();
        assertThat(InternetChecksum.of(bytes, 0, 65_535)).isEqualTo(0xFF);
    }

    @Test
    void isTheComplementOfASumThatWrapsAtSixteenBits() {
        Random random = new Random(1071);
        byte[] bytes = new byte[1_501];
        for (int round = 0; round < 1_000; round++) {
            random.nextBytes(bytes);
            int offset = random.nextInt(8);
            int length = random.nextInt(bytes.length - offset + 1);

            assertThat(InternetChecksum.of(bytes, offset, length)).isEqualTo(byOctets(bytes, offset, length));
        }
    }

    @Test
    void addsUpOverPieces() {
        byte[] bytes = Frames.bytes(Frames.ECHO_REQUEST);
        long sum = InternetChecksum.add(0, bytes, 0, 14);

        sum = InternetChecksum.add(sum, bytes, 14, bytes.length - 14);

        assertThat(InternetChecksum.finish(sum)).isEqualTo(InternetChecksum.of(bytes, 0, bytes.length));
    }

    /** Octet by octet with the carry added back at once. */
    private static int byOctets(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += i % 2 == 0 ? (bytes[offset + i] & 0xFF) << 8 : bytes[offset + i] & 0xFF;
            sum = sum > 0xFFFF ? sum - 0xFFFF : sum;
        }
        return ~sum & 0xFFFF;
    }
}
