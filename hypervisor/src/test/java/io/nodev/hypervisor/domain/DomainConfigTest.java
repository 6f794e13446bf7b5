package io.nodev.hypervisor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DomainConfigTest {
    @Test
    void keepsFifteenCharactersOfAName() {
        assertThat(DomainConfig.ordinary(1, "a name of many letters", 4).name()).isEqualTo("a name of many ");
        assertThat(DomainConfig.ordinary(1, "exactly fifteen", 4).name()).isEqualTo("exactly fifteen");
    }

    @Test
    void refusesIdsThatNoDomainHas() {
        assertThatThrownBy(() -> DomainConfig.ordinary(-1, "x", 4)).hasMessageEndingWith("id=-1");
        assertThatThrownBy(() -> DomainConfig.ordinary(32_768, "x", 4)).hasMessageEndingWith("id=32768");
        assertThatThrownBy(() -> DomainConfig.ordinary(Domain.SELF, "x", 4))
                .hasMessage("a caller names itself by this id: id=32752");
        assertThat(DomainConfig.ordinary(32_767, "x", 4).id()).isEqualTo(32_767);
    }

    @Test
    void changesOnePartAtATime() {
        DomainConfig config =
                DomainConfig.ordinary(1, "x", 4).withPrivilege().withFavour().withMappingPages(9);
        assertThat(config).isEqualTo(new DomainConfig(1, "x", true, new MemoryLayout(9, 4), true));
    }

    @Test
    void laysMemoryOutAtTheNextTable() {
        MemoryLayout layout = new MemoryLayout(1022, 1024);
        assertThat(layout.sharedInfo()).isEqualTo(0x1000);
        assertThat(layout.mappingBase()).isEqualTo(0x2000);
        assertThat(layout.memoryBase()).isEqualTo(0x400000);
        assertThat(layout.tables()).isEqualTo(2);
        assertThat(new MemoryLayout(1023, 1025).memoryBase()).isEqualTo(0x800000);
        assertThat(new MemoryLayout(1023, 1025).tables()).isEqualTo(4);
    }

    @Test
    void keepsTheLargestLayoutWithinPositiveAddresses() {
        MemoryLayout layout = new MemoryLayout(MemoryLayout.MAX_PAGES, MemoryLayout.MAX_PAGES);
        assertThat((long) layout.memoryBase() + MemoryLayout.MAX_PAGES * 4096L).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void refusesLayoutsOutOfRange() {
        assertThatThrownBy(() -> new MemoryLayout(0, 1)).hasMessageEndingWith("mappingPages=0");
        assertThatThrownBy(() -> new MemoryLayout(131_073, 1)).hasMessageEndingWith("mappingPages=131073");
        assertThatThrownBy(() -> new MemoryLayout(1, 0)).hasMessageEndingWith("memoryPages=0");
        assertThatThrownBy(() -> new MemoryLayout(1, 131_073)).hasMessageEndingWith("memoryPages=131073");
    }
}
