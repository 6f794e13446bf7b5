def image = new File(basedir, 'target/democd.iso').bytes
assert new String(image, 16 * 2048 + 1, 5, 'US-ASCII') == 'CD001'

/** What each guest said, by its domain's name. */
def said = { String console ->
    def lines = [:]
    (console =~ /(?m)^\((\w+)\) (.*)$/).each { whole, domain, line -> lines.get(domain, []) << line }
    lines
}

def reader = ['CD001, volume DEMOCD', 'Welcome to the demo CD.', 'A guest reads this file through its virtual block device.']
def expected = [first: reader, second: reader, third: ['hdd: no such device; this domain has no block device']]

/** Blocks of 2,048 bytes that hold what a record of a folder at this place in the image names; the place of its first one. */
def record = { int at ->
    def ints = java.nio.ByteBuffer.wrap(image).order(java.nio.ByteOrder.LITTLE_ENDIAN)
    [place: ints.getInt(at + 2) * 2048, blocks: (ints.getInt(at + 10) + 2047).intdiv(2048)]
}
def named = { folder, String name ->
    def at = folder.place
    while (new String(image, at + 33, image[at + 32] & 0xFF, 'US-ASCII').split(';')[0] != name) {
        at += image[at] & 0xFF
    }
    record(at)
}
// What a guest reads: the descriptor, the root, the folder and the file, each in one request.
def root = record(16 * 2048 + 156)
def doc = named(root, 'DOC')
def read = [1, root.blocks, doc.blocks, named(doc, 'WELCOME.TXT').blocks]
def none = [sectors: image.length.intdiv(512), reads: 0, sectorsRead: 0, writes: 0, sectorsWritten: 0, flushes: 0, status: [:]]
def used = none + [reads: read.size(), sectorsRead: read.sum() * 4, status: ['0': read.size()]]
def vbds = ['legacy-io': ['vbd0.hdc': none], 'devdomain-io': [:]]
def good = ['legacy-io': 'GOOD', 'devdomain-io': 'OKAY']

['legacy-io', 'devdomain-io'].each { architecture ->
    ['cooperative', 'threaded'].each { scheduler ->
        // Far from the project: the CD is in the jar.
        def elsewhere = File.createTempDir()
        def command = [System.getProperty('java.home') + '/bin/java', '-jar', new File(basedir, "built/${architecture}.jar").path,
                '--scheduler', scheduler, '--out', 'out']
        def process = new ProcessBuilder(command*.toString()).directory(elsewhere).start()
        def out = new StringBuilder(), err = new StringBuilder()
        process.waitForProcessOutput(out, err)
        def result = new groovy.json.JsonSlurper().parse(new File(elsewhere, 'out/result.json'))
        elsewhere.deleteDir()
        assert process.exitValue() == 0 : err
        assert err.toString().contains("Nodev-Architecture: ${architecture}\n")
        assert said(err.toString()) == expected
        assert result.vbds == vbds[architecture] + ['vbd1.hdd': used, 'vbd2.hdd': used]
        ['vbd1', 'vbd2'].each {
            assert out =~ /\n${it}\.hdd +${used.reads} +${used.sectorsRead} +0 +0 +0 +${used.reads} ${good[architecture]}\(0\)\n/
        }
    }
}

/** The outcomes of a rule in the ledger that a build's generated tests left, by rule; a reason is part of what is not exercised. */
def outcomes = { String architecture ->
    def found = [:]
    new File(basedir, "built/${architecture}.tsv").readLines().drop(1)*.split('\t').each { found.get(it[0], [] as Set) << (it[3] == 'not-exercised' ? it[4] : it[3]) }
    found
}

// Of what is about sectors holds what a CD has an occasion for; the rest is named.
['legacy-io', 'devdomain-io'].each { architecture ->
    def rules = outcomes(architecture)
    ['B1', 'B3', 'B5', 'B10', 'B11', 'B22', 'B23', 'B27', 'B31', 'I5'].each { assert rules[it] == ['passed'] as Set : "${architecture} ${it}" }
    assert rules.B2 == ['not-exercised, because no guest has a VBD that can be written and has 48 sectors'] as Set
}
true
