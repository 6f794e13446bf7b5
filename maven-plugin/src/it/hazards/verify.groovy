def log = new File(basedir, 'build.log').text
def says = { text -> assert log.contains(text) : text }

// 1: it was compiled anew, and did not compile.
says('package io.nodev.legacy does not exist')
assert !new File(basedir, 'names-legacy/target/classes/com/example/Named.class').exists()

// 2: the jar is named, and the command that repairs it.
says('pom.xml:1:1: error ND-S007: com.example:library:1 was built for legacy-io, but this build is devdomain-io')
says('fix: build it anew: mvn -Dnodev=true -pl :library -am install')
assert new File(basedir, 'user/target/nodev/check.json').text.contains('"code": "ND-S007"')
assert new File(basedir, 'user/target/nodev/check.sarif').text.contains('"ruleId": "ND-S007"')

// 3: the stack is baked in, and nothing is left that a flag could change.
['legacy-io', 'devdomain-io'].each { stack ->
    def published = new groovy.xml.XmlSlurper().parse(new File(basedir, "published/target/$stack/.flattened-pom.xml"))
    assert published.dependencies.dependency*.artifactId*.text() == ["nodev-$stack".toString()]
    assert published.profiles.isEmpty() && published.parent.isEmpty()
}

// 4
says('error ND-S003: <nodev>true</nodev> in the POM asks for devdomain-io, but nodev.stack is legacy-io')
says('fix: remove it, since a property of the POM activates no profile; write -Dnodev=true on the command line or into .mvn/maven.config')

// 5
says('error ND-S003: -Dnodev=true asks for devdomain-io, but nodev.stack is legacy-io')
says('stack legacy-io, pinned by nodev.pinned, although -Dnodev=true asks for the other')

// Both, and none.
says('error ND-S006: the stack is legacy-io, but nodev-legacy-io and nodev-devdomain-io are among the dependencies')
says('error ND-S005: no stack is among the dependencies')
