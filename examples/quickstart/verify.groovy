import groovy.json.JsonSlurper
import java.util.jar.JarFile

def jar(String name) {
    new File(basedir, "built/${name}.jar")
}

def launch(File jar, String... arguments) {
    def command = [System.getProperty('java.home') + '/bin/java', '-jar', jar.path] + arguments.toList()
    def process = new ProcessBuilder(command).directory(basedir).start()
    def out = new StringBuilder(), err = new StringBuilder()
    process.waitForProcessOutput(out, err)
    [status: process.exitValue(), out: out.toString(), err: err.toString()]
}

/** A launch that waits, with what is typed into its emergency console. */
def launchTyping(File jar, String keys) {
    def command = [System.getProperty('java.home') + '/bin/java', '-jar', jar.path, '--wait']
    def process = new ProcessBuilder(command).directory(basedir).start()
    process.outputStream.withStream { it.write(keys.getBytes('US-ASCII')) }
    def out = new StringBuilder(), err = new StringBuilder()
    process.waitForProcessOutput(out, err)
    [status: process.exitValue(), out: out.toString(), err: err.toString()]
}

/** The numbers of bytes of the frames of a capture. */
def lengths(File pcap) {
    def bytes = java.nio.ByteBuffer.wrap(pcap.bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN)
    def lengths = []
    for (int at = 24; at < bytes.limit(); at += 16 + bytes.getInt(at + 8)) {
        lengths << bytes.getInt(at + 8)
    }
    lengths
}

['legacy-io': 'io/nodev/devdomain/', 'devdomain-io': 'io/nodev/legacy/'].each { architecture, foreign ->
    def file = jar(architecture)
    new JarFile(file).withCloseable { opened ->
        assert opened.manifest.mainAttributes.getValue('Nodev-Architecture') == architecture
        assert opened.stream().noneMatch { it.name.startsWith(foreign) }
    }

    def played = launch(file, '--out', "out/${architecture}")
    assert played.status == 0 : played.err
    assert played.out.startsWith("quickstart, built as ${architecture}, cooperative scheduler\n"
            + 'lan.pcap: 214 of 214 frames played\n')
    assert played.err.contains("Nodev-Architecture: ${architecture}\n")

    def result = new File(basedir, "out/${architecture}/result.json")
    assert result.text == new File(basedir, "expected/${architecture}.json").text
    def counts = new JsonSlurper().parse(result)
    counts.vifs.each { name, port ->
        def frames = lengths(new File(basedir, "out/${architecture}/${name}.pcap"))
        assert [frames.size(), frames.sum() ?: 0] == [port.rxFrames, port.rxBytes]
        assert !port.txStatus || port.txFrames == port.txStatus.values().sum()
    }
    counts.nics.each { name, port ->
        def frames = lengths(new File(basedir, "out/${architecture}/nic-${name}.pcap"))
        assert [frames.size(), frames.sum() ?: 0] == [port.txFrames, port.txBytes]
    }

    def threaded = launch(file, '--scheduler', 'threaded', '--out', "out/${architecture}-threaded")
    assert threaded.status == 0 : threaded.err
    new File(basedir, "out/${architecture}").eachFile {
        assert it.bytes == new File(basedir, "out/${architecture}-threaded/${it.name}").bytes
    }

    def damaged = new File(basedir, 'damaged.pcap')
    damaged.bytes = java.util.Arrays.copyOf(new File(basedir, 'src/main/nodev/lan.pcap').bytes, 1000)
    def half = launch(file, '--capture', 'damaged.pcap')
    assert half.status == 1
    assert half.err =~ /quickstart: damaged capture: damaged\.pcap: byte 1000: record \d+ claims \d+ bytes, but the file ends after \d+; what comes before is played\n/

    def watched = launchTyping(file, '\u0001\u0001\u0001' + (architecture == 'legacy-io' ? 'dv\n' : 'dvbfc\n'))
    assert watched.status == 0 : watched.err
    assert watched.err.contains('(d) domains\n') && watched.err.contains('(v) vifs\n')
    if (architecture == 'devdomain-io') {
        assert watched.err.contains('\n(b) bridges\nbridge of domain 0:\n  port 0  vif0.0, received ')
        assert watched.err.contains('\n(f) firewalls and what they counted\nfirewall of domain 0:')
        assert watched.err.contains('\n(c) connection states of interfaces\ninterfaces:\n  vif1.0  connected, backend in domain 0\n')
    }

    def wrong = launch(file, '--frobnicate')
    assert wrong.status == 2
    assert wrong.err.startsWith('quickstart: unknown option: --frobnicate\nusage: ')
}

// What firewalls count, as a bridge of Linux with the same file counts the same frames.
def counted = { String out, Map counters ->
    counters.each { name, counts -> assert out =~ /\ndomain 0 ${name} +${counts[0]} +${counts[1]}\n/ }
}
counted(launch(jar('devdomain-io')).out, ['web': [74, 64145], 'database': [76, 64254], 'ping': [21, 16959], 'neighbours': [27, 756], 'spoofed': [2, 361],
        'refused': [76, 4860]])
assert !launch(jar('legacy-io')).out.contains('firewall')

// The derived one.
def derived = launch(jar('derived'), '--out', 'out/derived')
assert derived.status == 0 : derived.err
assert new File(basedir, 'out/derived/result.json').text == new File(basedir, 'expected/devdomain-io-derived.json').text
counted(derived.out, ['foreign_station': [0, 0], 'foreign_source': [0, 0], 'foreign_target': [17, 1094], 'other_vifs_address': [2, 56],
        'not_physical': [4, 112], 'not_arp_or_ipv4': [57, 3950], 'too_short': [0, 0]])

// There and back again without clean: not one byte of the other architecture is left.
assert jar('legacy-io-again').bytes == jar('legacy-io').bytes
assert new File(basedir, 'target/quickstart.jar').bytes == jar('legacy-io').bytes

// The flag that is none.
assert new File(basedir, 'build.log').text.contains('error ND-S001: -Dnodev=maybe is not accepted; '
        + 'accepted are -Dnodev, -Dnodev=true, -Dnodev=y, -Dnodev=false and -Dnodev=n')
true
