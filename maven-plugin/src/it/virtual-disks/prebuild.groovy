// A pool of 16 MB, a disk whose one partition has 2 MB, and a file that is no whole number of megabytes.
new RandomAccessFile(new File(basedir, 'pool.img'), 'rw').withCloseable { it.setLength(16 << 20) }
new RandomAccessFile(new File(basedir, 'disk.img'), 'rw').withCloseable {
    it.setLength(4 << 20)
    it.seek(446)
    it.write([0, 0, 0, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 16, 0, 0] as byte[])
    it.seek(510)
    it.write([0x55, 0xAA] as byte[])
}
def content = new byte[2_500_001]
new Random(1).nextBytes(content)
new File(basedir, 'in.bin').bytes = content
return true
