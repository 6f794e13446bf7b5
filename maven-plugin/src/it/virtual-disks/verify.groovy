def log = new File(basedir, 'build.log').text

// What each build said, in this order.
def at = 0
[
    'formatted: 8 extents of 2 MB',
    'formatted before: 8 extents of 2 MB',
    'virtual disk 1',
    'virtual disk 2',
    'enlarge: done, virtual disk 1',
    '6 MB free',
    'delete: done, virtual disk 1',
    '2     3           never',
    '12 MB free',
    'undelete: done, virtual disk 1',
    'expiry: done, virtual disk 1',
    '1     5           never',
    '2     3           never',
    'export: done, virtual disk 2',
    'formatted: 2 extents of 1 MB',
    'error ND-D006: the image ',
    'which is formatted already',
    'error ND-D002: enlarge needs nodev.vd.size',
    'error ND-D002: enlarge takes no nodev.vd.disk',
    "error ND-D002: nodev.vd.id is '00'; accepted are numbers from 1 to ",
    "error ND-D001: 'grow' is no operation; accepted are format, create, enlarge, delete, undelete, expiry, list, ",
    'error ND-D005: there are 8 MB free, and 100 are needed',
    'error ND-D004: there is no virtual disk 7, or it has expired',
    "error ND-D003: SQLite's native library cannot be unpacked to in.bin and loaded from there",
    '-Dorg.sqlite.tmpdir=FOLDER',
].each { text ->
    def found = log.indexOf(text, at)
    assert found >= 0 : "${text} is missing after position ${at}"
    at = found + text.length()
}

// The file came back with zeros up to the megabyte; what was refused has left nothing.
def file = new File(basedir, 'in.bin').bytes
assert new File(basedir, 'out.bin').bytes == Arrays.copyOf(file, 3 << 20)
assert !new File(basedir, 'other.bin').exists()
assert new File(basedir, 'pool.img').length() == 16 << 20
assert new File(basedir, '.nodev').list() as List == ['vdisks.sqlite']

/** The outcomes of a rule in the ledger that a build's generated tests left, by rule; a reason is part of what is not exercised. */
def outcomes = { String architecture ->
    def found = [:]
    new File(basedir, "${architecture}.tsv").readLines().drop(1)*.split('\t').each { found.get(it[0], [] as Set) << (it[3] == 'not-exercised' ? it[4] : it[3]) }
    found
}

// A machine has them as VBDs of many extents.
['legacy-io', 'devdomain-io'].each { architecture ->
    def rules = outcomes(architecture)
    ['B2', 'B3', 'B12', 'B21', 'B24', 'B33', 'I6'].each { assert rules[it] == ['passed'] as Set : "${architecture} ${it}" }
    assert rules.B14 == ['not-exercised, because no guest has a VBD that can be written and begins with extents of [4, 4, 4] sectors'] as Set
}

true
