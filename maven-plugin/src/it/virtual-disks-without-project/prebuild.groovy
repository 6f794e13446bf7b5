new RandomAccessFile(new File(basedir, 'pool.img'), 'rw').withCloseable { it.setLength(8 << 20) }
return true
