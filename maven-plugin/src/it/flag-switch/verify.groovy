import java.util.jar.JarFile

def log = new File(basedir, 'build.log').text

// Each jar says which stack it is for, and has the classes of that one only.
def expected = [
    default: 'legacy-io', true: 'devdomain-io', false: 'legacy-io', bare: 'devdomain-io', environment: 'devdomain-io',
    y: 'devdomain-io', n: 'legacy-io', unchanged: 'legacy-io'
]
expected.each { label, stack ->
    new JarFile(new File(basedir, "target/build-${label}.jar")).withCloseable { jar ->
        assert jar.manifest.mainAttributes.getValue('Nodev-Architecture') == stack : label
        def own = jar.getInputStream(jar.getEntry('META-INF/nodev/stack.properties')).text
        assert own == "architecture=${stack}\n" : label
        def classes = jar.entries().collect { it.name }.findAll { it.endsWith('.class') }
        assert classes.contains('com/example/Sink.class') : label
        assert classes.contains('com/example/two_guests/TwoGuestsMachine.class') : label
        assert classes.contains('com/example/two_guests/TwoGuestsRules.class') == (stack == 'legacy-io') : label
        def machine = new String(jar.getInputStream(jar.getEntry('com/example/two_guests/TwoGuestsMachine.class')).bytes, 'ISO-8859-1')
        assert machine.contains('io/nodev/legacy/') == (stack == 'legacy-io') : label
        assert machine.contains('io/nodev/devdomain/') == (stack == 'devdomain-io') : label
    }
}

// The same build gives the same bytes, whatever was built in between.
def bytes = { label -> new File(basedir, "target/build-${label}.jar").bytes }
assert bytes('default') == bytes('n')
assert bytes('true') == bytes('bare')
assert bytes('true') == bytes('environment')

// What chose the stack is said.
assert log.contains('stack legacy-io, as nodev.stack says')
assert log.contains('stack devdomain-io, because of -Dnodev=true')
assert log.contains('stack legacy-io, because of -Dnodev=n')
assert log.contains('stack devdomain-io, because of nodev=y in the environment')
assert log.contains('error ND-S001: -Dnodev=maybe is not accepted; accepted are -Dnodev, -Dnodev=true, -Dnodev=y, -Dnodev=false and -Dnodev=n')

// Nothing is left of the other stack, and the unchanged build has written nothing.
assert !new File(basedir, 'target/generated-sources/nodev/devdomain-io').exists()
assert log.contains('src/main/nodev/machine.yaml: generated; what the other stack had left is deleted')
assert log.contains('src/main/nodev/machine.yaml: is up to date')
def built = new File(basedir, 'target/build-n.jar').lastModified()
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (file.path.contains('generated-') || file.name.endsWith('.class') || file.name == 'state.json') {
        assert file.lastModified() <= built : "written again: ${file}"
    }
}

// The machine ran.
assert log.contains('two-guests')
