assert !new File(basedir, 'pom.xml').exists()
def log = new File(basedir, 'build.log').text
['formatted: 4 extents of 2 MB', 'virtual disk 1', '1     3           never'].each { assert log.contains(it) : it }

// Beside the image, where Maven ran, and nowhere else.
assert new File(basedir, '.nodev').list() as List == ['vdisks.sqlite']
