package io.nodev.plugin.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> KEYS = List.of("name", "nics", "domains", "device-domains", "vfr");

    @ParameterizedTest
    @CsvSource({
        "nic, nics",
        "nicss, nics",
        "nisc, nics",
        "mics, nics",
        "Name, name",
        "NICS, nics",
        "device_domains, device-domains",
        "devicedomain, device-domains",
        "domain, domains",
        "vrf, vfr"
    })
    void findsTheWordMeant(String written, String meant) {
        assertThat(DidYouMean.among(KEYS, written)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"disks", "v", "''", "semantics", "na"})
    void findsNothingForWhatIsTooFarOff(String written) {
        assertThat(DidYouMean.among(KEYS, written)).isEmpty();
    }

    @Test
    void takesTheFirstInAlphabeticalOrderOfEquallyNearWords() {
        assertThat(DidYouMean.among(List.of("cat", "bat", "hat"), "rat")).contains("bat");
    }

    @Test
    void doesNotMeasureWordsOfQuiteAnotherLength() {
        assertThat(DidYouMean.among(KEYS, "n".repeat(1_000_000))).isEmpty();
    }
}
