def log = new File(basedir, 'build.log').text
def says = { text -> assert log.contains(text.stripIndent().trim()) : text }

