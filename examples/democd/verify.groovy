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

['legacy-io', 'devdomain-io'].each { architecture ->
    ['cooperative', 'threaded'].each { scheduler ->
        // Far from the project: the CD is in the jar.
        def elsewhere = File.createTempDir()
        def command = [System.getProperty('java.home') + '/bin/java', '-jar', new File(basedir, "built/${architecture}.jar").path,
                '--scheduler', scheduler]
        def process = new ProcessBuilder(command*.toString()).directory(elsewhere).start()
        def out = new StringBuilder(), err = new StringBuilder()
        process.waitForProcessOutput(out, err)
        elsewhere.deleteDir()
        assert process.exitValue() == 0 : err
        assert err.toString().contains("Nodev-Architecture: ${architecture}\n")
        assert said(err.toString()) == expected
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
