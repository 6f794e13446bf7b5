import java.nio.ByteBuffer
import java.nio.ByteOrder

/** The frames of a capture. */
def frames(File pcap) {
    def bytes = ByteBuffer.wrap(pcap.bytes).order(ByteOrder.LITTLE_ENDIAN)
    def frames = []
    for (int at = 24; at < bytes.limit(); at += 16 + bytes.getInt(at + 8)) {
        frames << Arrays.copyOfRange(bytes.array(), at + 16, at + 16 + bytes.getInt(at + 8))
    }
    frames
}

['legacy-io', 'devdomain-io'].each { architecture ->
    def command = [System.getProperty('java.home') + '/bin/java', '-jar', "built/${architecture}.jar".toString(),
            '--out', "out/${architecture}".toString()]
    def process = new ProcessBuilder(command).directory(basedir).start()
    def out = new StringBuilder(), err = new StringBuilder()
    process.waitForProcessOutput(out, err)
    assert process.exitValue() == 0 : err
    assert out.toString().startsWith("responder, built as ${architecture}, cooperative scheduler\n"
            + 'ping.pcap: 4 of 8 frames played\n')
    assert out.toString().contains('  4 from aa:00:00:00:00:0b (vif1.0, whose guest sends for itself)\n')
    assert err.toString().contains("Nodev-Architecture: ${architecture}\n")
    assert err.toString().contains('answering for 192.0.2.11')

    // One ARP reply, then three echo replies, all to the host that asked.
    def answers = frames(new File(basedir, "out/${architecture}/nic-eth0.pcap"))
    assert answers.collect { it[13] == 6 ? "arp ${it[21]}".toString() : "icmp ${it[34]}".toString() }
            == ['arp 2', 'icmp 0', 'icmp 0', 'icmp 0']
    assert answers.every { it[0..5] == [0x52, 0x54, 0x00, 0x12, 0x34, 0x64] }
}
true
