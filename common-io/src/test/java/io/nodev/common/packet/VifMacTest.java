package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VifMacTest {
    private static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");

    @ParameterizedTest
    @CsvSource({
        "00:02:b3:9d:1f:aa, 0, This is VM 1, 7f863f77, aa:00:00:86:3f:77",
        "00:02:b3:9d:1f:aa, 1, This is VM 1, 4fad2fb5, aa:00:00:ad:2f:b5",
        "00:02:b3:9d:1f:aa, 0, This is VM 2, 63d22fca, aa:00:00:c2:2f:ca",
        "00:02:b3:9d:1f:aa, 1, Domain-0,     70ef5114, aa:00:00:ef:51:14",
        "00:02:b3:9d:1f:aa, 0, a,            e2b6fa74, aa:00:00:a6:fa:74",
        "00:02:b3:9d:1f:aa, 0, abcdefghijklmn,  dc00234e, aa:00:00:00:23:4e",
        "00:02:b3:9d:1f:aa, 0, abcdefghijklmno, 92452468, aa:00:00:45:24:68",
        "00:00:00:00:00:00, 0, Domain-1,     76981860, aa:00:00:88:18:60"
    })
    void hashesAsXenDoes(String nic, int index, String name, String hash, String mac) {
        assertThat(Integer.toHexString(VifMac.hash(MacAddress.parse(nic), index, name)))
                .isEqualTo(hash);
        assertThat(VifMac.hashed(MacAddress.parse(nic), index, name)).hasToString(mac);
    }

    @Test
    void takesOnlyFifteenBytesOfTheName() {
        assertThat(VifMac.hashed(NIC, 0, "123456789012345-first")).isEqualTo(VifMac.hashed(NIC, 0, "123456789012345"));
        assertThat(VifMac.hashed(NIC, 0, "12345678901234")).isNotEqualTo(VifMac.hashed(NIC, 0, "123456789012345"));
    }

    @Test
    void givesVif0OfDomain0TheAddressOfTheNic() {
        assertThat(VifMac.of(NIC, 0, 0, "Domain-0")).isEqualTo(NIC);
        assertThat(VifMac.of(NIC, 0, 1, "Domain-0")).hasToString("aa:00:00:ef:51:14");
        assertThat(VifMac.of(NIC, 1, 0, "a")).hasToString("aa:00:00:a6:fa:74");
    }

    @Test
    void clearsBit10OfTheFourthOctetAndNoOther() {
        int seen = 0;
        for (int i = 0; i < 2000; i++) {
            seen |= (int) (VifMac.hashed(NIC, 0, "n" + i).bits() >>> 16) & 0xFF;
        }
        assertThat(seen).isEqualTo(0xEF);
    }

    @Test
    void countsEveryOneOfTheFifteenBytes() {
        String name = "abcdefghijklmno";
        for (int i = 0; i < name.length(); i++) {
            String changed = name.substring(0, i) + 'x' + name.substring(i + 1);
            assertThat(VifMac.hash(NIC, 0, changed)).as("byte %d", i).isNotEqualTo(VifMac.hash(NIC, 0, name));
        }
    }
}
