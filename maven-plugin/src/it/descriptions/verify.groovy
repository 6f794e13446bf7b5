def log = new File(basedir, 'build.log').text.replaceAll(/\u001b\[[0-9;]*m/, '').replaceAll(/(?m)^\[ERROR\] /, '')
def says = { text -> assert log.contains(text.stripIndent().trim()) : text }

says('''\
    the machine cannot be built
    src/main/nodev/broken.yaml:3:23: error ND-V014: '00:02:b3:9d:1f' is no MAC address; it must be six two-digit hexadecimal octets with colons
      - {name: eth0, mac: 00:02:b3:9d:1f}
                          ^
    fix: write it as aa:00:00:00:00:0b
    src/main/nodev/broken.yaml:5:3: error ND-V035: there is no domain 0; every machine has one, and it starts the others
      - id: 1
      ^
    fix: add '- id: 0' to 'domains'
    src/main/nodev/broken.yaml:6:5: error ND-V005: 'vif' is no key of an item of 'domains'; the keys are id, name, privileged, memory-pages, guest, vifs, vbds
        vif: []
        ^
    fix: write 'vifs'
    3 errors
    ''')

says('''\
    the machine cannot be built
    src/main/nodev/missing-guest.yaml:7:12: error ND-G001: there is no class com.example.Respnder in the sources
        guest: com.example.Respnder
               ^
    fix: write 'com.example.Responder'
    1 error
    ''')

says('''\
    the machine cannot be built
    src/main/nodev/broken.rules:3:20: error ND-R002: the machine has no vif 7/0 for the rule to name
    ADD ACCEPT src=ANY dstdom=7 dstidx=0
                       ^
    fix: name one of the vifs 0/0, or add this one to the description
    src/main/nodev/broken.rules:4:35: error ND-R001: expected any, ip, tcp, udp or arp, found "icmp"
    ADD ACCEPT src=ANY dst=PHYS proto=icmp
                                      ^
    fix: leave proto= out to match any
    2 errors
    ''')

says('''\
    there is no machine description src/main/nodev/none.yaml
    fix: write one, or name it by -Dnodev.machineFile=FILE or <machineFile> in the plugin's configuration
    ''')

says('''\
    'com.class.machine' is no package name
    fix: write <packageName> or -Dnodev.package as words of Java with dots between them, as com.example.machine
    ''')

// javac ran once only, in the last build, which left every goal of ours out and compiled what the user wrote.
assert log.split('Compiling ', -1).length - 1 == 1
assert new File(basedir, 'target/classes/com/example/Responder.class').exists()
assert !new File(basedir, 'target/generated-sources/nodev').exists()
assert !new File(basedir, 'target/nodev').exists()
