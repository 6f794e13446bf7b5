package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

class GuestPagesTest {
    private static final int CAPACITY = 4;

    private final TestDomains domains = new TestDomains();
    private final GuestKernel backend = domains.add(0);
    private final GuestKernel guest = domains.add(1);
    private final GrantReferences grants = new GrantReferences(guest, 1);
    private final GuestPages pages = new GuestPages(new GrantMapper(backend), backend.mappings(), 1, CAPACITY);
    private final int addresses = backend.mappings().available();

    /** A granted page that holds its own reference. */
    private int granted() {
        int page = guest.pages().take();
        int reference = grants.take();
        guest.memory().putInt(page, reference);
        grants.permit(reference, 0, PageTableEntry.frame(guest.memory().entry(page)), true);
        return reference;
    }

    private int[] granted(int count) {
        int[] references = new int[count];
        for (int i = 0; i < count; i++) {
            references[i] = granted();
        }
        return references;
    }

    private boolean isMapped(int reference) {
        return domains.hypervisor().grants().uses(1, reference) == 1;
    }

    @Test
    void mapsAPageOnceHoweverOftenItIsUsed() {
        int reference = granted();
        int address = pages.address(reference);
        assertThat(backend.memory().getInt(address)).isEqualTo(reference);
        assertThat(pages.address(reference)).isEqualTo(address);
        assertThat(domains.hypervisor().grants().uses(1, reference)).isEqualTo(1);
    }

    @Test
    void refusesReferencesThatGrantNothingAndTakesNoAddressForThem() {
        for (int reference : new int[] {-1, Integer.MIN_VALUE, 0, 511, 512, 16_383, 16_384, Integer.MAX_VALUE}) {
            assertThat(pages.address(reference)).isEqualTo(GuestPages.REFUSED);
        }
        assertThat(backend.mappings().available()).isEqualTo(addresses);
    }

    @Test
    void endsTheOldestMappingWhenThereAreTooMany() {
        int[] references = granted(CAPACITY + 2);
        for (int reference : references) {
            assertThat(backend.memory().getInt(pages.address(reference))).isEqualTo(reference);
        }
        assertThat(isMapped(references[0])).isFalse();
        assertThat(isMapped(references[1])).isFalse();
        assertThat(isMapped(references[2])).isTrue();
        assertThat(backend.mappings().available()).isEqualTo(addresses - CAPACITY);
    }

    @Test
    void keepsAPageWhoseFrameIsInFlightAndEndsTheNextOldest() {
        int[] references = granted(CAPACITY + 1);
        pages.address(references[0]);
        pages.hold(references[0]);
        for (int reference : references) {
            pages.address(reference);
        }
        assertThat(isMapped(references[0])).isTrue();
        assertThat(isMapped(references[1])).isFalse();
        pages.release(references[0]);
    }

    @Test
    void refusesWhenEveryMappedPageIsInFlight() {
        int[] references = granted(CAPACITY + 1);
        for (int i = 0; i < CAPACITY; i++) {
            pages.address(references[i]);
            pages.hold(references[i]);
        }
        assertThat(pages.address(references[CAPACITY])).isEqualTo(GuestPages.REFUSED);
        pages.release(references[2]);
        assertThat(pages.address(references[CAPACITY])).isNotEqualTo(GuestPages.REFUSED);
        assertThat(isMapped(references[2])).isFalse();
    }

    @Test
    void stillReadsAPageWhoseGrantWasRevokedWhileMapped() {
        int reference = granted();
        int address = pages.address(reference);
        grants.revoke(reference);
        assertThat(backend.memory().getInt(address)).isEqualTo(reference);
        pages.unmapAll();
        assertThat(pages.address(reference)).isEqualTo(GuestPages.REFUSED);
    }

    @Test
    void givesEveryPageAndAddressBack() {
        int[] references = granted(CAPACITY * 3);
        for (int reference : references) {
            pages.address(reference);
        }
        pages.unmapAll();
        for (int reference : references) {
            assertThat(isMapped(reference)).isFalse();
        }
        assertThat(backend.mappings().available()).isEqualTo(addresses);
    }
}
