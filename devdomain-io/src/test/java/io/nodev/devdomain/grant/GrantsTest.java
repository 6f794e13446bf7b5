package io.nodev.devdomain.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.PageFaultException;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

/** References that one domain gives and another maps or exchanges. */
class GrantsTest {
    private final TestDomains domains = new TestDomains();
    private final GuestKernel backend = domains.add(0);
    private final GuestKernel guest = domains.add(1);
    private final GrantReferences grants = new GrantReferences(guest, 1);
    private final GrantMapper mapper = new GrantMapper(backend);
    private final int page = guest.pages().take();
    private final int address = backend.mappings().take();

    private int frame() {
        return PageTableEntry.frame(guest.memory().entry(page));
    }

    private int granted(boolean readOnly) {
        int reference = grants.take();
        grants.permit(reference, 0, frame(), readOnly);
        return reference;
    }

    @Test
    void mapsWhatWasPermittedAndSeesItsBytes() {
        guest.memory().putInt(page + 8, 0xCAFE);
        int handle = mapper.map(1, granted(false), address, false);
        assertThat(handle).isNotEqualTo(GrantMapper.REFUSED);
        assertThat(backend.memory().getInt(address + 8)).isEqualTo(0xCAFE);
        backend.memory().putInt(address + 8, 1);
        assertThat(guest.memory().getInt(page + 8)).isEqualTo(1);
    }

    @Test
    void faultsOnAWriteToAPageMappedForReading() {
        mapper.map(1, granted(true), address, true);
        assertThatThrownBy(() -> backend.memory().putInt(address, 1)).isInstanceOf(PageFaultException.class);
    }

    @Test
    void refusesToMapForWritingWhatIsGrantedForReading() {
        assertThat(mapper.map(1, granted(true), address, false)).isEqualTo(GrantMapper.REFUSED);
    }

    @Test
    void refusesWhatWasRevokedWhatIsAnothersAndWhatDoesNotExist() {
        int revoked = granted(false);
        grants.revoke(revoked);
        int another = grants.take();
        grants.permit(another, 5, frame(), false);
        assertThat(mapper.map(1, revoked, address, false)).isEqualTo(GrantMapper.REFUSED);
        assertThat(mapper.map(1, another, address, false)).isEqualTo(GrantMapper.REFUSED);
        assertThat(mapper.map(1, 512, address, false)).isEqualTo(GrantMapper.REFUSED);
        assertThat(mapper.map(1, -1, address, false)).isEqualTo(GrantMapper.REFUSED);
        assertThat(mapper.map(9, 0, address, false)).isEqualTo(GrantMapper.REFUSED);
    }

    @Test
    void givesNothingAfterTheMappingEnded() {
        int handle = mapper.map(1, granted(false), address, false);
        mapper.unmap(handle);
        assertThatThrownBy(() -> backend.memory().getInt(address)).isInstanceOf(PageFaultException.class);
        assertThat(domains.hypervisor().frames().references(frame())).isEqualTo(2);
    }

    @Test
    void takesEachReferenceOnceAndSaysWhenNoneIsLeft() {
        for (int i = 0; i < 512; i++) {
            assertThat(grants.take()).isEqualTo(i);
        }
        assertThatThrownBy(grants::take)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("references=512");
        grants.give(77);
        assertThat(grants.take()).isEqualTo(77);
    }

    private int exchange(int reference) {
        int given = backend.pages().take();
        int op = backend.scratch(16);
        backend.memory().putInt(op, 1);
        backend.memory().putInt(op + 4, reference);
        backend.memory().putInt(op + 8, given);
        assertThat(backend.gate().call(HypercallNumber.GRANT_TABLE_OP, 4, op, 1))
                .isZero();
        return backend.memory().getInt(op + 12);
    }

    private int offered() {
        int frame = frame();
        int reference = grants.take();
        guest.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, 0, 0);
        grants.offer(reference, 0, frame);
        return reference;
    }

    @Test
    void tellsTheFrameThatCameForAnOffer() {
        int reference = offered();
        assertThat(grants.exchangedFrame(reference)).isEqualTo(GrantReferences.PENDING);
        assertThat(exchange(reference)).isZero();
        int came = grants.exchangedFrame(reference);
        assertThat(domains.hypervisor().frames().owner(came)).isEqualTo(1);
    }

    @Test
    void tellsTheFrameThatCameAlsoWhenTheOfferIsWithdrawn() {
        int reference = offered();
        exchange(reference);
        int came = grants.exchangedFrame(reference);
        assertThat(grants.withdraw(reference)).isEqualTo(came);
        assertThat(grants.exchangedFrame(reference)).isEqualTo(GrantReferences.PENDING);
    }

    @Test
    void exchangesNothingForAWithdrawnOffer() {
        int reference = offered();
        assertThat(grants.withdraw(reference)).isEqualTo(GrantReferences.PENDING);
        assertThat(exchange(reference)).isNegative();
    }
}
