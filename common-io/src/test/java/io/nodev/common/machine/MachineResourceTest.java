package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Reading what is packed beside a class. */
final class MachineResourceTest {
    @Test
    void readsTextBesideAClass() {
        assertThat(MachineResource.text(MachineResourceTest.class, "resource.txt"))
                .isEqualTo("naïve\n");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> MachineResource.text(MachineResourceTest.class, "none.txt"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("class=io.nodev.common.machine.MachineResourceTest, name=none.txt");
    }
}
