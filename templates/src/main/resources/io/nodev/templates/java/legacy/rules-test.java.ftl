<#-- Renders a test of each rule. Model: RuleTestsModel. Output: <Name>RulesTest.java -->
<#include "../common/head.ftl">

/** A packet for each rule of the machine ${javadoc(unit.machine)} goes where its rule list sends it. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    private static final int MAC_OCTET = ${macOctet};

    private static LegacyMachine machine;

    @BeforeAll
    static void boot() {
        MachineOptions options = MachineOptions.defaults();
<#list domains as id>
        options = options.withGuest(${id}, IdleGuest::new);
</#list>
        machine = ${machineType}.boot(options);
    }

    @AfterAll
    static void close() {
        machine.close();
    }
<#list rules as rule>

    /** ${javadoc(rule.origin)}: ${javadoc(rule.packet)}. */
    @Test
    void ${rule.method}() {
        SamplePacket packet = packet(${rule.source}, SamplePacket.Kind.${rule.kind}, ${javaString(rule.from)}, ${javaString(rule.to)});
        assertGoes(packet, ${rule.destination});
    }
</#list>

    private static SamplePacket packet(int source, SamplePacket.Kind kind, String from, String to) {
        String[] sender = from.split(":");
        String[] receiver = to.split(":");
        return new SamplePacket(
                source,
                kind,
                Ipv4Address.parse(sender[0]),
                Ipv4Address.parse(receiver[0]),
                Integer.parseInt(sender[1]),
                Integer.parseInt(receiver[1]));
    }

    /** By the list that is interpreted and by the classifier that was generated for it. */
    private static void assertGoes(SamplePacket packet, int destination) {
        VfrRuleList rules = machine.network().rules();
        PacketFields fields = new PacketFields();
        byte[] frame = packet.toFrame(MAC_OCTET);
        assertTrue(new VfrFields(rules.semantics()).read(frame, frame.length, fields));
        Classifier interpreted = new RuleListClassifier(rules, machine.network().vifs());
        assertEquals(destination, interpreted.classify(fields, packet.source()));
        assertEquals(destination, new ${classifier}.classify(fields, packet.source()));
    }
}
