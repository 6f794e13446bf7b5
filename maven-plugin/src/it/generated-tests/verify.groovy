def log = new File(basedir, 'build.log').text
def runs = log.split('Running com.example.two_guests.TwoGuestsVifsTest', -1).length - 1
assert runs == 2
assert log.split('Running com.example.two_guests.TwoGuestsRulesTest', -1).length - 1 == 1
assert log.split('Running com.example.two_guests.TwoGuestsNetDeliveryTest', -1).length - 1 == 2

// Each build warns once, though more than one goal comes upon it.
assert log.split("src/main/nodev/vfr.rules:2:1: warning ND-R004", -1).length - 1 == 2

// In the device-domain build, which was the last, no test of the other stack is left.
assert !new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsRulesTest.class').exists()
assert new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsVifsTest.class').exists()

/** The outcomes of a rule in the ledger that a build's generated tests left, by rule; a reason is part of what is not exercised. */
def outcomes = { String architecture ->
    def found = [:]
    new File(basedir, "${architecture}.tsv").readLines().drop(1)*.split('\t').each { found.get(it[0], [] as Set) << (it[3] == 'not-exercised' ? it[4] : it[3]) }
    found
}

// What is about sectors holds as far as the machine's VBDs allow, and what they do not allow is named.
['legacy-io': 'refused', 'devdomain-io': 'passed'].each { architecture, restarted ->
    def rules = outcomes(architecture)
    ['B1', 'B2', 'B3', 'B6', 'B19', 'B26', 'B27', 'B31', 'B32', 'B33', 'I5', 'I6', 'I10'].each { assert rules[it] == ['passed'] as Set : "${architecture} ${it}" }
    ['R1', 'R2', 'R3'].each { assert rules[it] == [restarted] as Set }
    assert rules.B4 == ['not-exercised, because no guest has a VBD that can only be written'] as Set
    assert rules.B24 == ['not-exercised, because sharing is judged as it was built, which does not see what is contained'] as Set
}

true
