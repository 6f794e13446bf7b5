package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Test;

/** What the rule file makes of text, as it was built. */
public abstract class VfrTextTck extends VfrTck {
    private static final String ADD = "ADD ACCEPT ";
    private static final String ADD_ANY_TO_WIRE = ADD + ANY + " " + PHYSICAL;

    /** For stacks. */
    protected VfrTextTck() {}

    @Test
    @Rule("V1")
    void takesANewlineNextToTheActionForAPartOfIt() {
        rulesAfter(
                rules -> {
                    assertThat(rules).hasSize(1);
                    assertThat(rules.get(0)).containsEntry("src_dom/idx", ZERO).containsEntry("dst_dom/idx", ZERO);
                },
                "ADD ACCEPT\n",
                "ADD ACCEPT");
    }

    @Test
    @Rule("V2")
    void addsTheRuleOfAllDefaults() {
        endsAfter(ZERO, ZERO, "ADD ACCEPT \n");
    }

    @Test
    @Rule("V3")
    void takesAnUnknownCommandForAdd() {
        endsAfter("ANY", "PHYSICAL", "FOO ACCEPT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V4")
    void takesAnyPrefixOfAWord() {
        endsAfter("ANY", "PHYSICAL", "A A s=x d=y");
    }

    @Test
    @Rule("V5")
    void ignoresALineWithAnotherAction() {
        nothingAfter("ADD DROP src=ANY dst=PHYS");
    }

    @Test
    @Rule("V6")
    void takesTabsButNextToTheAction() {
        rulesAfter(
                rules -> assertThat(rules).hasSize(1),
                "ADD\tACCEPT src=ANY dst=PHYS",
                "ADD ACCEPT\tsrc=ANY dst=PHYS",
                "ADD ACCEPT src=ANY\tdst=PHYS");
    }

    @Test
    @Rule("V7")
    void readsProtocolsInLowerCaseAndByPrefix() {
        rulesAfter(
                rules -> {
                    String arp = rules.get(2).get("dst_proto");
                    String any = rules.get(1).get("dst_proto");
                    String tcp = rules.get(0).get("dst_proto");
                    assertThat(rules.get(3)).as("proto=arp, written out").containsEntry("dst_proto", arp);
                    assertThat(rules.get(4)).as("no proto").containsEntry("dst_proto", any);
                    assertThat(tcp).isNotEqualTo(any).isNotEqualTo(arp);
                },
                ADD_ANY_TO_WIRE,
                ADD_ANY_TO_WIRE + " proto=arp",
                ADD_ANY_TO_WIRE + " proto=a",
                ADD_ANY_TO_WIRE + " proto=TCP",
                ADD_ANY_TO_WIRE + " proto=tcp");
    }

    @Test
    @Rule("V10")
    void keepsTheIndexOfASpecialSourceThatIsOverwritten() {
        endsAfter("3/2", ZERO, ADD + "src=ANY srcdom=3");
    }

    @Test
    @Rule("V11")
    void letsASpecialSourceOverwriteADomain() {
        endsAfter("ANY", ZERO, ADD + "srcdom=3 src=ANY");
    }

    @Test
    @Rule("V12")
    void carriesFromALastOctetThatIsTooLarge() {
        fieldAfter("dst_addr", "1.2.6.231", ADD + "dstaddr=1.2.3.999");
    }

    @Test
    @Rule("V13")
    void readsAnAddressWithALetterAsZero() {
        fieldAfter("dst_addr", "0.0.0.0", ADD + "dstaddr=10.0.0.x");
    }

    @Test
    @Rule("V14")
    void readsANegativeDomainAsZero() {
        endsAfter(ZERO, ZERO, ADD + "srcdom=-1");
    }

    @Test
    @Rule("V15")
    void ignoresALineWhoseLastKeyHasNoValue() {
        nothingAfter("ADD ACCEPT src=ANY dst");
    }

    @Test
    @Rule("V16")
    void stopsAtAStrayEqualsSign() {
        endsAfter("ANY", ZERO, "ADD ACCEPT src=ANY =foo dst=PHYS");
    }

    @Test
    @Rule("V17")
    void ignoresAPairWithAnUnknownKey() {
        endsAfter("ANY", "PHYSICAL", "ADD ACCEPT bogus=1 src=ANY dst=PHYS");
    }

    @Test
    @Rule("V18")
    void deletesOneOfTwoEqualRules() {
        rulesAfter(
                rules -> assertThat(rules).hasSize(1),
                ADD_ANY_TO_WIRE,
                ADD_ANY_TO_WIRE,
                "DELETE ACCEPT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V19")
    void deletesNothingWhenAFieldDiffers() {
        rulesAfter(
                rules -> assertThat(rules).hasSize(1),
                ADD_ANY_TO_WIRE + " srcaddr=10.0.0.1",
                "DELETE ACCEPT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V20")
    void deletesNothingWhenTheActionDiffers() {
        rulesAfter(rules -> assertThat(rules).hasSize(1), ADD_ANY_TO_WIRE, "DELETE COUNT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V28")
    void printsTheListAndReadsNoFurther() {
        rulesAfter(
                rules -> assertThat(rules).hasSize(1), ADD_ANY_TO_WIRE, "PRINT anything ADD ACCEPT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V29")
    void makesOneRuleOfTwoLinesInOneWrite() {
        endsAfter("2/0", "PHYSICAL", "ADD ACCEPT srcdom=1 dst=PHYS\nADD ACCEPT srcdom=2");
    }

    @Test
    @Rule("V30")
    void takesADeadDomainsRulesAway() {
        MachineUnderTest machine = withoutRules();
        write(
                machine,
                "ADD ACCEPT srcdom=1 srcidx=0 dst=PHYS",
                "ADD ACCEPT src=ANY dstdom=1 dstidx=0",
                "ADD ACCEPT src=ANY dstdom=2 dstidx=0");
        machine.destroyDomain(1);
        machine.settle();
        whenSupported(
                StackCapability.VIRTUAL_FIREWALL_ROUTER,
                () -> {
                    assertThat(machine.rules()).hasSize(1);
                    assertThat(machine.rules().get(0)).containsEntry("dst_dom/idx", "2/0");
                },
                () -> assertThat(machine.rules()).isEmpty());
        observe("%d rules", machine.rules().size());
    }
}
