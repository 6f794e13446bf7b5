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
true
