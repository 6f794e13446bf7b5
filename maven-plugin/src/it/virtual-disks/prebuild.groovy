// A pool of 16 MB, and a file that is no whole number of megabytes.
new RandomAccessFile(new File(basedir, 'pool.img'), 'rw').withCloseable { it.setLength(16 << 20) }
def content = new byte[2_500_001]
new Random(1).nextBytes(content)
new File(basedir, 'in.bin').bytes = content
