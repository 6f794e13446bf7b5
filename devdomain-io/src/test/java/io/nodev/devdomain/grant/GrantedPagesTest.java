package io.nodev.devdomain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.hypervisor.memory.PageTableEntry;
import org.junit.jupiter.api.Test;

class GrantedPagesTest {
    private static final int CAPACITY = 4;

    private final TestDomains domains = new TestDomains();
    private final GuestKernel backend = domains.add(0);
    private final GuestKernel guest = domains.add(1);
    private final GrantReferences grants = new GrantReferences(guest, 1);
    private final GrantedPages pages = new GrantedPages(new GrantMapper(backend), backend.mappings(), 1, CAPACITY);
    private final int addresses = backend.mappings().available();

    /** A granted page that holds its own reference. */
    private int granted() {
        return permitted(true);
    }

    private int permitted(boolean readOnly) {
        int page = guest.pages().take();
        int reference = grants.take();
        guest.memory().putInt(page, reference);
        grants.permit(reference, 0, PageTableEntry.frame(guest.memory().entry(page)), readOnly);
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
        int address = pages.readable(reference);
        assertThat(backend.memory().getInt(address)).isEqualTo(reference);
        assertThat(pages.readable(reference)).isEqualTo(address);
        assertThat(domains.hypervisor().grants().uses(1, reference)).isEqualTo(1);
    }

    @Test
    void refusesReferencesThatGrantNothingAndTakesNoAddressForThem() {
        for (int reference : new int[] {-1, Integer.MIN_VALUE, 0, 511, 512, 16_383, 16_384, Integer.MAX_VALUE}) {
            assertThat(pages.readable(reference)).isEqualTo(GrantedPages.REFUSED);
        }
        assertThat(backend.mappings().available()).isEqualTo(addresses);
    }

    @Test
    void endsTheOldestMappingWhenThereAreTooMany() {
        int[] references = granted(CAPACITY + 2);
        for (int reference : references) {
            assertThat(backend.memory().getInt(pages.readable(reference))).isEqualTo(reference);
        }
        assertThat(isMapped(references[0])).isFalse();
        assertThat(isMapped(references[1])).isFalse();
        assertThat(isMapped(references[2])).isTrue();
        assertThat(backend.mappings().available()).isEqualTo(addresses - CAPACITY);
    }

    @Test
    void keepsAPageWhoseFrameIsInFlightAndEndsTheNextOldest() {
        int[] references = granted(CAPACITY + 1);
        pages.readable(references[0]);
        pages.hold(references[0]);
        for (int reference : references) {
            pages.readable(reference);
        }
        assertThat(isMapped(references[0])).isTrue();
        assertThat(isMapped(references[1])).isFalse();
        pages.release(references[0]);
    }

    @Test
    void refusesWhenEveryMappedPageIsInFlight() {
        int[] references = granted(CAPACITY + 1);
        for (int i = 0; i < CAPACITY; i++) {
            pages.readable(references[i]);
            pages.hold(references[i]);
        }
        assertThat(pages.readable(references[CAPACITY])).isEqualTo(GrantedPages.REFUSED);
        pages.release(references[2]);
        assertThat(pages.readable(references[CAPACITY])).isNotEqualTo(GrantedPages.REFUSED);
        assertThat(isMapped(references[2])).isFalse();
    }

    @Test
    void stillReadsAPageWhoseGrantWasRevokedWhileMapped() {
        int reference = granted();
        int address = pages.readable(reference);
        grants.revoke(reference);
        assertThat(backend.memory().getInt(address)).isEqualTo(reference);
        pages.unmapAll();
        assertThat(pages.readable(reference)).isEqualTo(GrantedPages.REFUSED);
    }

    @Test
    void mapsAPageForWritingThatWasMappedForReadingUnlessItIsHeld() {
        int reference = permitted(false);
        int readable = pages.readable(reference);
        pages.hold(reference);
        assertThat(pages.writable(reference)).isEqualTo(GrantedPages.REFUSED);
        assertThat(pages.readable(reference)).isEqualTo(readable);
        pages.release(reference);
        backend.memory().putInt(pages.writable(reference), 4711);
        assertThat(backend.memory().getInt(pages.readable(reference))).isEqualTo(4711);
        assertThat(domains.hypervisor().grants().uses(1, reference)).isEqualTo(1);
        assertThat(backend.mappings().available()).isEqualTo(addresses - 1);
    }

    @Test
    void keepsMappingForReadingWhatIsNotGrantedForWriting() {
        int reference = granted();
        assertThat(pages.writable(reference)).isEqualTo(GrantedPages.REFUSED);
        int readable = pages.readable(reference);
        assertThat(pages.writable(reference)).isEqualTo(GrantedPages.REFUSED);
        assertThat(pages.readable(reference)).isEqualTo(readable);
        assertThat(backend.mappings().available()).isEqualTo(addresses - 1);
    }

    @Test
    void keepsWhatIsHeldWhenAbandonedUntilItIsReleased() {
        int held = granted();
        int idle = granted();
        pages.readable(held);
        pages.readable(idle);
        pages.hold(held);
        pages.hold(held);
        pages.abandon();
        assertThat(isMapped(idle)).isFalse();
        pages.release(held);
        assertThat(isMapped(held)).isTrue();
        pages.release(held);
        assertThat(isMapped(held)).isFalse();
        assertThat(backend.mappings().available()).isEqualTo(addresses);
    }

    @Test
    void givesEveryPageAndAddressBack() {
        int[] references = granted(CAPACITY * 3);
        for (int reference : references) {
            pages.readable(reference);
        }
        pages.unmapAll();
        for (int reference : references) {
            assertThat(isMapped(reference)).isFalse();
        }
        assertThat(backend.mappings().available()).isEqualTo(addresses);
    }
}
