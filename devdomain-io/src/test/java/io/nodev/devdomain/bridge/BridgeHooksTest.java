package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static io.nodev.devdomain.bridge.BridgeHarness.C;
import static io.nodev.devdomain.bridge.BridgeHarness.GROUP;
import static io.nodev.devdomain.bridge.BridgeHarness.NOBODY;
import static io.nodev.devdomain.bridge.BridgeHarness.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BridgeHooksTest {
    private static final String LACP = "01:80:c2:00:00:02";
    private static final String LLDP = "01:80:c2:00:00:0e";

    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");
    private ScriptedHooks hooks;

    private void use(ScriptedHooks.Rule rule) {
        set(new ScriptedHooks(rule));
    }

    private void drop(String... questions) {
        set(ScriptedHooks.dropping(questions));
    }

    private void set(ScriptedHooks newHooks) {
        hooks = newHooks;
        net.bridge.setHooks(hooks);
    }

    @Test
    void areAskedInNetfiltersOrderAndOnceForEachCopy() {
        drop();

        net.receive("vif1.0", BROADCAST, A);

        assertThat(hooks.asked)
                .containsExactly(
                        "ingress vif1.0>-",
                        "prerouting vif1.0>-",
                        "forward vif1.0>vif2.0",
                        "egress ->vif2.0",
                        "forward vif1.0>eth0",
                        "egress ->eth0",
                        "input vif1.0>-",
                        "ingress vif0.0>-");
    }

    @Test
    void areAskedAboutTheDeviceDomainsOwnFramesAtEgressOfItsPortAndAtOutput() {
        drop();

        net.receive("vif0.0", BROADCAST, OWN);

        assertThat(hooks.asked)
                .containsExactly(
                        "egress ->vif0.0",
                        "output ->vif1.0",
                        "egress ->vif1.0",
                        "output ->vif2.0",
                        "egress ->vif2.0",
                        "output ->eth0",
                        "egress ->eth0");
    }

    @Test
    void areNotAskedWhereAFrameDoesNotGo() {
        drop();
        net.port("eth0").close();

        net.receive("vif1.0", A, A);
        net.receive("vif1.0", BROADCAST, GROUP);
        net.receive("eth0", BROADCAST, B);

        assertThat(hooks.asked).containsExactly("ingress vif1.0>-", "prerouting vif1.0>-", "ingress vif1.0>-");
    }

    @Test
    void areAskedAtInputAboutAReservedAddressBeforeItsSourceIsLearned() {
        drop("input vif1.0>-");

        net.receive("vif1.0", LACP, A);
        net.receive("vif2.0", LACP, B);

        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
        assertThat(net.stats("vif2.0").drops(DropReason.RESERVED_ADDRESS)).isEqualTo(1);
        assertThat(net.stationsOf("vif1.0")).isEmpty();
        assertThat(net.stationsOf("vif2.0")).containsExactly(B);
    }

    @Test
    void areNotAskedAtInputAboutLinkLayerDiscoveryWhichTeachesAllTheSame() {
        drop("input vif1.0>-");

        net.receive("vif1.0", LLDP, A);

        assertThat(hooks.asked).containsExactly("ingress vif1.0>-");
        assertThat(net.stats("vif1.0").drops(DropReason.RESERVED_ADDRESS)).isEqualTo(1);
        assertThat(net.stationsOf("vif1.0")).containsExactly(A);
    }

    @Test
    void whatIsDroppedBeforeLearningTeachesNothing() {
        for (String question : List.of("ingress vif1.0>-", "prerouting vif1.0>-")) {
            drop(question);

            assertThat(net.receive("vif1.0", BROADCAST, A)).isEmpty();
            assertThat(net.stationsOf("vif1.0")).isEmpty();
        }
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(2);
    }

    @Test
    void whatIsDroppedLaterTeachesAllTheSame() {
        drop("forward vif1.0>vif2.0", "egress ->eth0", "input vif1.0>-");

        assertThat(net.receive("vif1.0", BROADCAST, A)).isEmpty();
        assertThat(net.stationsOf("vif1.0")).containsExactly(A);
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
        for (String port : List.of("vif2.0", "eth0", "vif0.0")) {
            assertThat(net.stats(port).withheldFrames()).as(port).isEqualTo(1);
        }
    }

    @Test
    void withholdAKnownStationsFrame() {
        net.receive("vif2.0", BROADCAST, B);
        drop("forward vif1.0>vif2.0");

        assertThat(net.receive("vif1.0", B, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
        assertThat(net.stats("vif2.0").withheldFrames()).isEqualTo(1);
    }

    @Test
    void withholdAFloodedFrameFromSomeWhichIsNoDrop() {
        drop("egress ->eth0");

        assertThat(net.receive("vif1.0", BROADCAST, A)).containsExactly("vif2.0", "vif0.0.");
        assertThat(net.stats("vif1.0").drops()).isZero();
        assertThat(net.stats("eth0").withheldFrames()).isEqualTo(1);
    }

    @Test
    void leaveThePortBeforeARefusedLastOneTheLast() {
        drop("ingress vif0.0>-");

        assertThat(net.receive("vif1.0", BROADCAST, A)).containsExactly("vif2.0", "eth0.");
    }

    @Test
    void protectTheOwnPort() {
        drop("input eth0>-");

        assertThat(net.receive("eth0", OWN, A)).isEmpty();
        assertThat(net.stats("eth0").drops(DropReason.POLICY)).isEqualTo(1);
    }

    @Test
    void dropAnOwnFrameBeforeTheBridgeHasIt() {
        drop("egress ->vif0.0");

        assertThat(net.receive("vif0.0", BROADCAST, OWN)).isEmpty();
        assertThat(net.stats("vif0.0").drops(DropReason.POLICY)).isEqualTo(1);
    }

    @Test
    void makeAPromiscuousCopyTheLastOnlyIfItPasses() {
        net.receive("vif2.0", BROADCAST, B);
        net.bridge.setPromiscuous(true);
        drop("input vif1.0>-");

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif2.0.");
    }

    @Test
    void rewritingBeforeTheBridgeDecidesWhereAFrameGoes() {
        net.receive("vif2.0", BROADCAST, B);
        use((question, frame) -> {
            if (question.startsWith("prerouting")) {
                frame.setDestination(OWN);
            }
            return FrameHooks.ACCEPT;
        });

        assertThat(net.receive("vif1.0", B, A)).containsExactly("vif0.0.");
    }

    @Test
    void rewritingTheSourceDecidesWhatIsLearned() {
        use((question, frame) -> {
            if (question.startsWith("ingress")) {
                frame.setSource(question.contains("vif1.0") ? C : GROUP);
            } else if (question.equals("prerouting eth0>-")) {
                frame.setSource(GROUP);
            }
            return FrameHooks.ACCEPT;
        });

        net.receive("vif1.0", BROADCAST, A);
        net.receive("vif2.0", BROADCAST, B);

        assertThat(net.stationsOf("vif1.0")).containsExactly(C);
        assertThat(net.stationsOf("vif2.0")).isEmpty();
        assertThat(net.stats("vif2.0").drops(DropReason.INVALID_SOURCE)).isEqualTo(1);
    }

    @Test
    void aGroupThatPreroutingMadeTheSourceIsNotLearned() {
        use((question, frame) -> {
            if (question.startsWith("prerouting")) {
                frame.setSource(GROUP);
            }
            return FrameHooks.ACCEPT;
        });

        assertThat(net.receive("vif1.0", BROADCAST, A)).hasSize(3);
        assertThat(net.stationsOf("vif1.0")).isEmpty();
    }

    @Test
    void rewritingOneCopyLeavesTheOthersAndTheSendersAsTheyAre() {
        use((question, frame) -> {
            if (question.equals("prerouting vif1.0>-")) {
                frame.setSource(B);
            } else if (question.equals("forward vif1.0>vif2.0")) {
                frame.setDestination(NOBODY);
            }
            return FrameHooks.ACCEPT;
        });
        List<String> headers = writeHeaders();
        TestFrame frame = TestFrame.of(BROADCAST, A);

        net.receive("vif1.0", frame);

        assertThat(headers)
                .containsExactly(
                        "vif2.0 " + NOBODY + " " + B, "eth0 " + BROADCAST + " " + B, "vif0.0 " + BROADCAST + " " + B);
        assertThat(TestFrame.addresses(frame)).isEqualTo(BROADCAST + " " + A);
    }

    private List<String> writeHeaders() {
        List<String> headers = new ArrayList<>();
        net.onSend = (port, frame) -> headers.add(port + " " + TestFrame.addresses(frame));
        return headers;
    }

    @Test
    void forwardingFromIngressGoesToOnePortPastTheBridge() {
        use((question, frame) -> question.startsWith("ingress") ? frame.forwardTo("eth0") : FrameHooks.ACCEPT);

        assertThat(net.receive("vif1.0", BROADCAST, A)).containsExactly("eth0.");
        assertThat(net.receive("eth0", BROADCAST, B)).containsExactly("eth0.");
        assertThat(hooks.asked).containsExactly("ingress vif1.0>-", "egress ->eth0", "ingress eth0>-", "egress ->eth0");
        assertThat(net.stationsOf("vif1.0")).isEmpty();
    }

    @Test
    void forwardingWhereNoPortIsIsADrop() {
        use((question, frame) -> frame.forwardTo("vif9.0"));
        net.receive("vif1.0", BROADCAST, A);
        use((question, frame) -> frame.forwardTo("eth0"));
        net.port("eth0").close();
        net.receive("vif1.0", BROADCAST, A);
        net.port("vif2.0").detach();
        use((question, frame) -> frame.forwardTo("vif2.0"));
        net.receive("vif1.0", BROADCAST, A);

        assertThat(net.stats("vif1.0").drops(DropReason.NO_PORT)).isEqualTo(3);
    }

    @Test
    void aForwardedFrameCanBeWithheldAtEgress() {
        use((question, frame) -> question.startsWith("ingress") ? frame.forwardTo("eth0") : FrameHooks.DROP);

        assertThat(net.receive("vif1.0", BROADCAST, A)).isEmpty();
        assertThat(net.stats("vif1.0").drops(DropReason.POLICY)).isEqualTo(1);
        assertThat(net.stats("eth0").withheldFrames()).isEqualTo(1);
    }

    @Test
    void forwardingToTheOwnPortMakesItAFrameThatTheDeviceDomainSends() {
        use((question, frame) -> question.equals("ingress vif1.0>-") ? frame.forwardTo("vif0.0") : FrameHooks.ACCEPT);

        assertThat(net.receive("vif1.0", NOBODY, A)).containsExactly("vif1.0", "vif2.0", "eth0.");
        assertThat(hooks.asked).startsWith("ingress vif1.0>-", "egress ->vif0.0", "output ->vif1.0");
    }

    @Test
    void rulesThatForwardInACircleEndTheFrame() {
        use((question, frame) -> switch (question) {
            case "ingress vif1.0>-", "egress ->vif0.0" -> frame.forwardTo("vif0.0");
            case "ingress vif2.0>-", "egress ->eth0" -> frame.forwardTo("vif2.0");
            case "egress ->vif2.0" -> frame.forwardTo("eth0");
            default -> FrameHooks.ACCEPT;
        });

        assertThat(net.receive("vif1.0", BROADCAST, A)).isEmpty();
        assertThat(net.receive("vif2.0", BROADCAST, A)).isEmpty();
        assertThat(net.receive("eth0", BROADCAST, B)).containsExactly("vif1.0", "vif0.0.");
    }

    @Test
    void aCopyThatEgressForwardsLeavesByTheOtherPort() {
        net.receive("vif2.0", BROADCAST, B);
        use((question, frame) -> question.equals("egress ->vif2.0") ? frame.forwardTo("eth0") : FrameHooks.ACCEPT);

        assertThat(net.receive("vif1.0", B, A)).containsExactly("eth0.");
        assertThat(net.stats("vif2.0").sentFrames()).isZero();
    }

    @Test
    void everyCopyOfAFloodMayBeForwarded() {
        for (int i = 3; i < 10; i++) {
            net.attach("vif" + i + ".0", Bridge.DEFAULT_STATIONS).open();
        }
        use((question, frame) -> question.startsWith("egress ->vif") ? frame.forwardTo("eth0") : FrameHooks.ACCEPT);

        assertThat(net.receive("vif1.0", BROADCAST, A))
                .hasSize(10)
                .doesNotContain("vif2.0")
                .contains("eth0", "vif0.0.");
    }

    @Test
    void aFrameThatADeviceSendsFromWithinIsDecidedByItself() {
        use((question, frame) -> {
            if (question.equals("prerouting vif1.0>-")) {
                frame.setSource(C);
            }
            return FrameHooks.ACCEPT;
        });
        List<String> headers = new ArrayList<>();
        net.onSend = (port, frame) -> {
            headers.add(port + " " + TestFrame.addresses(frame));
            if (headers.size() == 1) {
                net.port("eth0").receive(TestFrame.of(OWN, B));
            }
        };

        net.receive("vif1.0", BROADCAST, A);

        assertThat(headers)
                .containsExactly(
                        "vif2.0 " + BROADCAST + " " + C,
                        "vif0.0 " + OWN + " " + B,
                        "eth0 " + BROADCAST + " " + C,
                        "vif0.0 " + BROADCAST + " " + C);
    }
}
