<#-- Renders a test of each vif. Model: VifTestsModel. Output: <Name>VifsTest.java -->
<#include "head.ftl">

/** Every interface of the machine ${javadoc(unit.machine)} is there, has its address, and connects. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);
<#list vifs as vif>

    /** ${javadoc(vif.origin)}. */
    @Test
    void ${vif.method}() {
        assertConnects(${vif.domain}, ${vif.index}, ${javaString(vif.address)});
    }
</#list>

    private static void assertConnects(int domain, int index, String address) {
        try (Machine machine = ${machineType}.boot(options())) {
            assertTrue(machine.scheduler().runUntilIdle(PATIENCE_NANOS));
            VirtualNetworkDevice device = machine.networkDevices(domain).get(index);
            byte[] octets = new byte[MacAddress.LENGTH];
            device.copyAddress(octets, 0);
            assertEquals(MacAddress.parse(address), MacAddress.of(octets, 0));
            assertTrue(device.isConnected());
        }
    }

    private static MachineOptions options() {
        MachineOptions options = MachineOptions.defaults();
<#list domains as id>
        options = options.withGuest(${id}, IdleGuest::new);
</#list>
        return options;
    }
}
