package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.classifier.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VfrEndpointTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "32767, 7", "5, 3"})
    void standsForAPacketsVif(int domain, int index) {
        VfrEndpoint end = new VfrEndpoint(domain, index);
        assertThat(end.toEndpoint()).isEqualTo(Endpoint.vif(domain, index));
        assertThat(VfrEndpoint.of(end.toEndpoint())).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"32768, 0", "0, 8", "0, -1", "-1, 1", "-2, 0", "4294967296, 0"})
    void standsForNoVifThatNoMachineHas(long domain, int index) {
        VfrEndpoint end = new VfrEndpoint(domain, index);
        assertThat(end.isNameable()).isFalse();
        assertThatThrownBy(end::toEndpoint)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("end=" + end);
    }

    @Test
    void standsForThePhysicalInterface() {
        assertThat(VfrEndpoint.of(Endpoint.PHYSICAL)).isEqualTo(VfrEndpoint.PHYSICAL);
    }
}
