package io.nodev.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "web, web, 0",
        "web, WEB, 0",
        "from_vif, from-vif, 0",
        "wbe, web, 1",
        "we, web, 1",
        "'', web, 3",
        "ab, cd, 2"
    })
    void countsEdits(String written, String word, int distance) {
        assertThat(new WordDistance(written).to(word)).isEqualTo(distance);
    }

    @Test
    void putsTheNearestFirstAndEquallyNearOnesInAlphabeticalOrder() {
        assertThat(new WordDistance("web_port").nearestFirst(List.of("mail", "web_ports", "web_part", "db")))
                .containsExactly("web_part", "web_ports", "db", "mail");
    }
}
