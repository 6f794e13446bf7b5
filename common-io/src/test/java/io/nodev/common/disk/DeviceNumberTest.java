package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNumberTest {
    @ParameterizedTest
    @CsvSource({
        "hda, 0x300",
        "hda1, 0x301",
        "hdb, 0x340",
        "hdd, 0x1640",
        "hdt63, 0x5B7F",
        "sda, 0x800",
        "sda3, 0x803",
        "sdp15, 0x8FF",
        "sdq, 0x4100",
        "sdaa, 0x41A0",
        "sddx, 0x47F0",
        "xvda, 0x7D00",
        "xvdp15, 0x7DFF"
    })
    void aNameAndItsNumberAreEachOthers(String name, String number) {
        int expected = Integer.decode(number);
        assertThat(DeviceNumber.parse(name)).hasValue(expected);
        assertThat(DeviceNumber.name(expected)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hdu", "hda64", "sda16", "sddy", "sda0", "sda01", "xvdq", "fd0", "/dev/hda", "HDA", "hda1x"})
    void whatIsNoNameHasNoNumber(String name) {
        assertThat(DeviceNumber.parse(name)).isEmpty();
    }

    @Test
    void everyNumberHasANameThatLeadsBackToIt() {
        for (int number = 0; number <= 0xFFFF; number++) {
            String name = DeviceNumber.name(number);
            assertThat(name.contains(":") || DeviceNumber.parse(name).getAsInt() == number)
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void aPartitionKnowsItsDrive() {
        assertThat(DeviceNumber.partition(0x1642)).isEqualTo(2);
        assertThat(DeviceNumber.drive(0x1642)).isEqualTo(0x1640);
        assertThat(DeviceNumber.drive(0x800)).isEqualTo(0x800);
        assertThat(DeviceNumber.partition(0x6801)).isZero();
        assertThat(DeviceNumber.name(0x6801)).isEqualTo("104:1");
    }
}
