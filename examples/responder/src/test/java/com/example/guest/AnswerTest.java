package com.example.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final int ARP = 0;
    private static final int ECHO = 1;
    private static final int ICMP = 34;

    private final Answer answer = new Answer(192, 0, 2, 11);

    private byte[] answerTo(byte[] packet) {
        byte[] surrounded = new byte[packet.length + 20];
        System.arraycopy(packet, 0, surrounded, 7, packet.length);
        answer.to(surrounded, 7, packet.length, Ping.OWN);
        return Arrays.copyOf(answer.bytes(), answer.length());
    }

    @Test
    void answersAnArpRequestAsARealHostDid() throws IOException {
        assertThat(answerTo(Ping.requests().get(ARP))).isEqualTo(Ping.answers().get(ARP));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void answersAPingAsARealHostDid(int number) throws IOException {
        byte[] real = Ping.answers().get(number);
        byte[] ours = answerTo(Ping.requests().get(number));

        assertThat(Arrays.copyOfRange(ours, ICMP, ours.length)).isEqualTo(Arrays.copyOfRange(real, ICMP, real.length));
        assertThat(Arrays.copyOf(ours, 14)).isEqualTo(Arrays.copyOf(real, 14));
        assertThat(Arrays.copyOfRange(ours, 26, ICMP)).isEqualTo(Arrays.copyOfRange(real, 26, ICMP));
        assertThat(sumOfIpv4Header(ours)).isEqualTo(0xFFFF);
    }

    private static int sumOfIpv4Header(byte[] packet) {
        int sum = 0;
        for (int at = 14; at < ICMP; at += 2) {
            sum += (packet[at] & 0xFF) << 8 | packet[at + 1] & 0xFF;
        }
        return (sum & 0xFFFF) + (sum >>> 16);
    }

    @Test
    void leavesThePaddingOfAShortPingOut() throws IOException {
        byte[] request = Ping.requests().get(ECHO);

        assertThat(answerTo(Arrays.copyOf(request, request.length + 9))).hasSize(request.length);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12, 9, another ethertype",
        "0, 21, 2, an ARP reply",
        "0, 41, 12, an ARP request for another address",
        "1, 14, 70, IPv4 with options",
        "1, 23, 17, UDP",
        "1, 20, 32, a first fragment",
        "1, 21, 1, a later fragment",
        "1, 33, 12, another destination",
        "1, 34, 0, an echo reply",
        "1, 17, 85, more bytes claimed than there are",
        "1, 17, 27, too short for ICMP"
    })
    void doesNotAnswerAnythingElse(int packet, int at, int value, String what) throws IOException {
        byte[] bytes = Ping.requests().get(packet);
        assertThat(answerTo(bytes)).isNotEmpty();

        bytes[at] = (byte) value;

        assertThat(answerTo(bytes)).as(what).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {ARP, ECHO})
    void doesNotAnswerABeginning(int packet) throws IOException {
        byte[] bytes = Ping.requests().get(packet);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(answerTo(Arrays.copyOf(bytes, length))).isEmpty();
        }
    }

    @Test
    void doesNotAnswerWhatNoWireCarries() throws IOException {
        assertThat(answerTo(Arrays.copyOf(Ping.requests().get(ECHO), 1_515))).isEmpty();
    }
}
