package io.nodev.hypervisor.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.event.Pending;
import io.nodev.hypervisor.event.Virq;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmergencyConsoleTest {
    private static final String SWITCH = "\u0001\u0001\u0001";

    private final TestMachine machine = new TestMachine();
    private final EmergencyConsole console = new EmergencyConsole(machine.hypervisor, "legacy-io");
    private final StringBuilder screen = new StringBuilder();
    private final StringBuilder serial = new StringBuilder();

    @BeforeEach
    void connect() {
        console.addScreen(screen::append);
        console.addSerial(serial::append);
    }

    private String past() {
        byte[] bytes = new byte[EmergencyConsole.PAST_OUTPUT];
        return new String(bytes, 0, console.readPastOutput(bytes), StandardCharsets.UTF_8);
    }

    private String input(int most) {
        StringBuilder read = new StringBuilder();
        console.readInput(most, b -> {
            read.append((char) b);
            return true;
        });
        return read.toString();
    }

    @Test
    void saysWhichArchitectureWasBooted() {
        console.banner();
        assertThat(screen).hasToString("nodev hypervisor, 512 frames\nNodev-Architecture: legacy-io\n");
        assertThat(serial).hasToString(screen.toString());
        assertThat(past()).isEqualTo(screen.toString());
    }

    @Test
    void sendsWhatDomainZeroSaysToTheSerialLinesOnly() {
        console.printSerial("hello");
        assertThat(serial).hasToString("hello");
        assertThat(screen).isEmpty();
        assertThat(console.pastOutput()).isZero();
    }

    @Test
    void keepsTheNewestOutput() {
        console.print("x".repeat(EmergencyConsole.PAST_OUTPUT) + "end");
        assertThat(console.pastOutput()).isEqualTo(16_392);
        assertThat(past()).hasSize(16_392).endsWith("xend");
    }

    @Test
    void copiesTheOldestOutputFirstIfNotAllOfItFits() {
        console.print("abcdef");
        byte[] three = new byte[3];
        assertThat(console.readPastOutput(three)).isEqualTo(3);
        assertThat(new String(three, StandardCharsets.US_ASCII)).isEqualTo("abc");
        assertThat(console.pastOutput()).isEqualTo(6);
    }

    @Test
    void forgetsPastOutputWhenTold() {
        console.print("abc");
        console.clearPastOutput();
        assertThat(past()).isEmpty();
        console.print("d");
        assertThat(past()).isEqualTo("d");
    }

    @Test
    void listsTheDebugKeys() {
        console.addDebugKey(new DebugKey('v', "vifs", output -> {}));
        console.type("h");
        assertThat(screen).hasToString("""
                (h) this list
                 d  domains
                 e  event channels
                 h  this list
                 v  vifs
                """);
    }

    @Test
    void runsADebugKeyOfAnArchitecture() {
        console.addDebugKey(new DebugKey('f', "rules", output -> output.line("rule 1")));
        console.type("f");
        assertThat(screen).hasToString("(f) rules\nrule 1\n");
    }

    @Test
    void putsTheHeadBeforeEachPartOfAReportThatComesLater() {
        List<ConsoleOutput> asked = new ArrayList<>();
        console.addDebugKey(DebugKey.later('b', "bridges", asked::add));
        console.addDebugKey(new DebugKey('f', "rules", output -> output.line("rule 1")));
        console.type("bf");
        asked.get(0).print("bridge of domain 0:\n  port 0\n");
        console.line("something else");
        asked.get(0).print("bridge of domain 2:\n");
        assertThat(screen).hasToString("""
                (f) rules
                rule 1
                (b) bridges
                bridge of domain 0:
                  port 0
                something else
                (b) bridges
                bridge of domain 2:
                """);
    }

    @Test
    void letsNobodySpeakBetweenAHeadAndItsReport() {
        console.addDebugKey(new DebugKey('f', "rules", output -> {
            console.line("in between");
            output.line("rule 1");
        }));
        console.type("f");
        assertThat(screen).hasToString("in between\n(f) rules\nrule 1\n");
    }

    @Test
    void refusesASecondMeaningForAKey() {
        assertThatThrownBy(() -> console.addDebugKey(new DebugKey('d', "disks", output -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("key=d");
    }

    @Test
    void saysThatAKeyHasNoMeaning() {
        console.type("?");
        assertThat(screen).hasToString("No such debug key; h lists them.\n");
    }

    @Test
    void takesTheEndOfALineForNoKey() {
        console.type("\r\n");
        assertThat(screen).isEmpty();
    }

    @Test
    void listsDomains() {
        machine.privileged(0);
        machine.favoured(12).markDying();
        console.type("d");
        assertThat(screen).hasToString("""
                (d) domains
                  id  name              frames  state
                   0  d0                    19  alive, privileged
                  12  d12                   19  dying, favoured
                hypervisor 0 frames, free 474
                """);
    }

    @Test
    void listsEventChannels() {
        Domain control = machine.privileged(0);
        Domain guest = machine.domain(1);
        machine.hypervisor.events().bindInterdomain(control, new InterdomainEnds(0, 1));
        int waiting = machine.hypervisor.events().allocUnbound(guest, 7);
        new Pending(machine, guest).mask(waiting);
        console.type("e");
        assertThat(screen).hasToString("""
                (e) event channels
                domain 0:
                     0  virtual interrupt 0
                     1  domain 1 port 1, pending
                domain 1:
                     0  virtual interrupt 0
                     1  domain 0 port 1, pending
                     2  waits for domain 7, masked
                """);
    }

    @Test
    void givesInputToDomainZeroOnceTheBootIsOver() {
        console.endBoot();
        assertThat(screen).hasToString("Input goes to domain 0 now; CTRL-a three times switches.\n");
        console.type("hd");
        assertThat(input(99)).isEqualTo("hd");
        console.endBoot();
        console.type("x");
        assertThat(input(99)).isEqualTo("x");
    }

    @Test
    void switchesInputOnThreeTimesCtrlAAndSwallowsThem() {
        console.type(SWITCH + "ab" + SWITCH + "?" + SWITCH + "c");
        assertThat(input(99)).isEqualTo("abc");
        assertThat(screen).contains("Input goes to the hypervisor now", "No such debug key");
    }

    @Test
    void passesOnOneOrTwoTimesCtrlA() {
        console.endBoot();
        console.type("a\u0001b\u0001\u0001c");
        assertThat(input(99)).isEqualTo("a\u0001b\u0001\u0001c");
    }

    @Test
    void countsCtrlAOnlyInARow() {
        console.endBoot();
        console.type("\u0001\u0001x\u0001");
        assertThat(input(99)).isEqualTo("\u0001\u0001x");
        console.type("\u0001\u0001?");
        assertThat(screen).contains("No such debug key");
    }

    @Test
    void losesInputThatDoesNotFit() {
        console.endBoot();
        console.type("a".repeat(EmergencyConsole.INPUT) + "b");
        assertThat(input(999)).isEqualTo("a".repeat(128));
    }

    @Test
    void interruptsDomainZeroOnlyWhenTheRingWasEmpty() {
        Domain control = machine.privileged(0);
        Pending pending = new Pending(machine, control);
        int port = machine.hypervisor.events().bindVirq(control, Virq.CONSOLE);
        console.endBoot();
        console.type("a");
        assertThat(pending.take()).containsExactly(port);
        console.type("b");
        assertThat(pending.take()).isEmpty();
        assertThat(input(1)).isEqualTo("a");
        console.type("c");
        assertThat(pending.take()).isEmpty();
        assertThat(input(9)).isEqualTo("bc");
        console.type("d");
        assertThat(pending.take()).containsExactly(port);
    }

    @Test
    void keepsAByteThatItsTakerRefuses() {
        console.endBoot();
        console.type("abc");
        int[] left = {2};
        assertThat(console.readInput(9, b -> left[0]-- > 0)).isEqualTo(EmergencyConsole.REFUSED);
        assertThat(input(9)).isEqualTo("c");
        assertThat(console.readInput(-5, b -> true)).isZero();
    }

    @Test
    void keepsEachLineWholeWhenManySpeak() throws InterruptedException {
        Thread[] speakers = new Thread[3];
        for (int i = 0; i < speakers.length; i++) {
            String line = String.valueOf((char) ('a' + i)).repeat(40);
            speakers[i] = new Thread(() -> {
                for (int n = 0; n < 500; n++) {
                    console.line(line);
                }
            });
            speakers[i].start();
        }
        for (Thread speaker : speakers) {
            speaker.join();
        }
        assertThat(screen.toString().lines()).hasSize(1500).allMatch(line -> line.matches("a{40}|b{40}|c{40}"));
    }
}
