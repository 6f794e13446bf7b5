import groovy.io.FileType

def generated = { module ->
    def files = [:]
    ['generated-sources', 'generated-test-sources', 'generated-resources'].each { kind ->
        def root = new File(basedir, "${module}/target/${kind}/nodev")
        root.eachFileRecurse(FileType.FILES) { files[kind + '/' + root.relativePath(it)] = it.text }
    }
    files
}
def one = generated('one')
assert one.size() > 15
assert one == generated('elsewhere/two')
one.each { name, text -> assert !text.contains(basedir.path) && !text.contains('\r') : name }

// What is generated does not tell when, and the state tells no more than what depends on what.
def state = { module -> new File(basedir, "${module}/target/nodev/state.json").text }
assert state('one') == state('elsewhere/two')
