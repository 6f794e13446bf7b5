package io.nodev.hypervisor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class ReservationTest {
    private final Reservation reservation = new Reservation(4);

    @Test
    void startsFull() {
        assertThat(reservation.pages()).isEqualTo(4);
        assertThat(reservation.maximum()).isEqualTo(4);
        assertThat(reservation.increase(() -> fail("a page beyond the maximum")))
                .isFalse();
    }

    @Test
    void countsWhatIsGivenAndTaken() {
        assertThat(reservation.decrease(() -> true)).isTrue();
        assertThat(reservation.pages()).isEqualTo(3);
        assertThat(reservation.increase(() -> true)).isTrue();
        assertThat(reservation.pages()).isEqualTo(4);
    }

    @Test
    void countsNothingThatDidNotHappen() {
        reservation.setMaximum(9);
        assertThat(reservation.increase(() -> false)).isFalse();
        assertThat(reservation.decrease(() -> false)).isFalse();
        assertThat(reservation.pages()).isEqualTo(4);
    }

    @Test
    void takesNothingBackWhenTheMaximumIsLowered() {
        reservation.setMaximum(2);
        assertThat(reservation.pages()).isEqualTo(4);
        reservation.decrease(() -> true);
        assertThat(reservation.increase(() -> true)).isFalse();
    }

    @Test
    void changesNothingOnceItIsClosed() {
        reservation.setMaximum(9);
        reservation.close();
        assertThat(reservation.increase(() -> fail("a page for a dead domain"))).isFalse();
        assertThat(reservation.decrease(() -> fail("a page of a dead domain"))).isFalse();
    }
}
