package io.nodev.legacy.vif;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.work.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class MarkedVifsTest {
    private final NetworkLab lab = new NetworkLab();
    private final Marks<Vif> marked = new Marks<>();

    private List<Integer> takeAll() {
        List<Integer> domains = new ArrayList<>();
        marked.takeAll();
        for (Vif vif = marked.next(); vif != null; vif = marked.next()) {
            domains.add(vif.domain().id());
        }
        return domains;
    }

    @Test
    void yieldsVifsOnceAndInTheOrderOfTheirMarks() {
        for (int domain : new int[] {2, 0, 2, 1, 0}) {
            marked.mark(lab.vif(domain));
        }
        assertThat(marked.isEmpty()).isFalse();
        assertThat(takeAll()).containsExactly(2, 0, 1);
        assertThat(marked.isEmpty()).isTrue();
        assertThat(takeAll()).isEmpty();
    }

    @Test
    void aVifCanBeMarkedAgainOnceItWasYielded() {
        marked.mark(lab.vif(1));
        marked.takeAll();
        marked.mark(lab.vif(1));
        assertThat(marked.isEmpty()).isTrue();
        assertThat(marked.next()).isSameAs(lab.vif(1));
        marked.mark(lab.vif(1));
        assertThat(takeAll()).containsExactly(1);
    }

    @Test
    void noMarkOfAnyThreadIsLost() throws InterruptedException {
        int rounds = 100_000;
        AtomicIntegerArray wanted = new AtomicIntegerArray(3);
        int[] seen = new int[3];
        AtomicInteger running = new AtomicInteger(2);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                for (int round = 0; round < rounds; round++) {
                    int domain = round % 3;
                    wanted.incrementAndGet(domain);
                    marked.mark(lab.vif(domain));
                }
                running.decrementAndGet();
            });
            threads.add(thread);
            thread.start();
        }
        boolean last = false;
        while (!last) {
            last = running.get() == 0;
            marked.takeAll();
            for (Vif vif = marked.next(); vif != null; vif = marked.next()) {
                int domain = vif.domain().id();
                seen[domain] = wanted.get(domain);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int domain = 0; domain < 3; domain++) {
            assertThat(seen[domain]).isEqualTo(wanted.get(domain));
        }
    }
}
