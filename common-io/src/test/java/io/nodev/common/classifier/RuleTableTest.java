package io.nodev.common.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTableTest {
    private static final int WEB = Endpoint.vif(1, 0);
    private static final int DB = Endpoint.vif(2, 0);

    private final PacketFields fields = new PacketFields();

    RuleTableTest() {
        fields.setProtocols(PacketFields.NETWORK_IP, 6);
        fields.setAddresses(Ipv4Address.parse("192.0.2.11"), Ipv4Address.parse("192.0.2.12"));
        fields.setPorts(1024, 80);
    }

    @Test
    void answersDropWhenNoRowMatches() {
        assertThat(answer("")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 dst 192.0.2.13")).isEqualTo(Endpoint.DROP);
    }

    @Test
    void takesTheFirstRowThatDecides() {
        assertThat(answer("to 2/0 dst 192.0.2.12\nto 3/0")).isEqualTo(DB);
        assertThat(answer("to DROP dst 192.0.2.12\nto 3/0")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to PHYS")).isEqualTo(Endpoint.PHYSICAL);
    }

    @Test
    void comparesAddressesUnderTheirMask() {
        assertThat(answer("to 2/0 src 192.0.2.0/255.255.255.0")).isEqualTo(DB);
        assertThat(answer("to 2/0 src 192.0.3.0/255.255.255.0")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 src 192.0.2.99/255.255.255.0")).isEqualTo(DB);
    }

    @Test
    void comparesTheSourceEndpoint() {
        assertThat(answer("to 2/0 from 1/0")).isEqualTo(DB);
        assertThat(answer("to 2/0 from 1/1")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 from PHYS")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 unless-from 1/0")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 unless-from PHYS")).isEqualTo(DB);
    }

    @Test
    void comparesProtocols() {
        assertThat(answer("to 2/0 ip")).isEqualTo(DB);
        assertThat(answer("to 2/0 tcp")).isEqualTo(DB);
        assertThat(answer("to 2/0 udp")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 arp")).isEqualTo(Endpoint.DROP);
    }

    @Test
    void comparesPortsUnderTheirMask() {
        assertThat(answer("to 2/0 dport 80 sport 1024")).isEqualTo(DB);
        assertThat(answer("to 2/0 dport 81/65534")).isEqualTo(DB);
        assertThat(answer("to 2/0 dport 81")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 dport 81/0")).isEqualTo(DB);
    }

    @Test
    void findsNoPortInAPacketWithoutPorts() {
        fields.setPorts(PacketFields.NO_PORT, PacketFields.NO_PORT);
        assertThat(answer("to 2/0 dport 65535")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 dport 65535/32768")).isEqualTo(Endpoint.DROP);
        assertThat(answer("to 2/0 dport 0/0")).isEqualTo(DB);
    }

    @Test
    void countsEveryMatchingRowBeforeTheDecision() {
        List<Integer> counted = new ArrayList<>();
        RuleTable table = RuleTable.inOrder("count 0\ncount 1 udp\ncount 2 tcp\nto 2/0\ncount 4");
        assertThat(table.classify(fields, WEB, counted::add)).isEqualTo(DB);
        table.makeIndex();
        assertThat(table.classify(fields, WEB, counted::add)).isEqualTo(DB);
        assertThat(counted).containsExactly(0, 2, 0, 2);
    }

    @Test
    void readsRowsFromSeveralTextsAndSkipsComments() {
        RuleTable table = RuleTable.parse("# none yet\n\nto 3/0 udp # newest\n", "to 2/0 # oldest");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.classify(fields, WEB, RuleCounters.NONE)).isEqualTo(DB);
    }

    @Test
    void growsToAnyNumberOfRows() {
        String text = IntStream.range(0, 1000)
                .mapToObj(i -> "to 3/0 dport " + (1000 + i) + "\n")
                .collect(Collectors.joining("", "", "to 2/0"));
        assertThat(RuleTable.parse(text).rows()).isEqualTo(1001);
        assertThat(answer(text)).isEqualTo(DB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from 1/0",
                "to",
                "to 1",
                "to 1/8",
                "to 32768/0",
                "to x/0",
                "to PHYSICAL",
                "count -1",
                "to 1/0 tcpp",
                "to 1/0 src",
                "to 1/0 src 1.2.3",
                "to 1/0 src 1.2.3.4/24",
                "to 1/0 dport 65536",
                "to 1/0 dport 1/x"
            })
    void refusesALineThatIsNoRow(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleTable.parse(line))
                .withMessage("not a row of a rule table: line=" + line);
    }

    @Test
    void answersAndCountsByItsIndexAsRowByRow() {
        SplittableRandom random = new SplittableRandom(Long.getLong("nodev.seed", 3));
        String text =
                IntStream.range(0, 600).mapToObj(i -> randomRow(i, random)).collect(Collectors.joining("\n"));
        RuleTable rows = RuleTable.inOrder(text);
        RuleTable indexed = RuleTable.inOrder(text);
        indexed.makeIndex();
        assertThat(rows.isIndexed()).isFalse();
        assertThat(indexed.isIndexed()).isTrue();
        for (int i = 0; i < 50_000; i++) {
            int source = random.nextInt(5) == 0 ? Endpoint.PHYSICAL : Endpoint.vif(random.nextInt(4), 0);
            fill(random);
            List<Integer> counted = new ArrayList<>();
            List<Integer> countedByIndex = new ArrayList<>();
            assertThat(indexed.classify(fields, source, countedByIndex::add))
                    .isEqualTo(rows.classify(fields, source, counted::add));
            assertThat(countedByIndex).isEqualTo(counted);
        }
    }

    private void fill(SplittableRandom random) {
        fields.setProtocols(
                random.nextInt(4) == 0 ? PacketFields.NETWORK_ARP : PacketFields.NETWORK_IP,
                random.nextBoolean() ? 6 : 17);
        fields.setAddresses(0x0A00_0000 | random.nextInt(256), 0x0A00_0000 | random.nextInt(256));
        boolean hasPorts = random.nextInt(4) != 0;
        fields.setPorts(hasPorts ? random.nextInt(8) : PacketFields.NO_PORT, hasPorts ? random.nextInt(8) : -1);
    }

    private static String randomRow(int number, SplittableRandom random) {
        StringBuilder row = new StringBuilder(random.nextInt(8) == 0 ? "count " + number : "to " + number % 30 + "/0");
        append(row, random, 3, () -> " from " + random.nextInt(4) + "/0");
        append(row, random, 3, () -> " unless-from " + random.nextInt(4) + "/0");
        append(row, random, 2, () -> " src 10.0.0." + random.nextInt(256) + "/255.255.255." + random.nextInt(256));
        append(row, random, 2, () -> " dst 10.0.0." + random.nextInt(256));
        append(row, random, 4, () -> " sport " + random.nextInt(8) + "/" + random.nextInt(8));
        append(row, random, 4, () -> " dport " + random.nextInt(8));
        append(row, random, 3, () -> List.of(" ip", " arp", " tcp", " udp").get(random.nextInt(4)));
        return row.toString();
    }

    private static void append(StringBuilder row, SplittableRandom random, int oneIn, Supplier<String> condition) {
        if (random.nextInt(oneIn) == 0) {
            row.append(condition.get());
        }
    }

    private int answer(String text) {
        RuleTable table = RuleTable.inOrder(text);
        int answer = table.classify(fields, WEB, RuleCounters.NONE);
        table.makeIndex();
        assertThat(table.classify(fields, WEB, RuleCounters.NONE)).isEqualTo(answer);
        return answer;
    }
}
