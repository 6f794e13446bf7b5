def log = new File(basedir, 'build.log').text
def runs = log.split('Running com.example.two_guests.TwoGuestsVifsTest', -1).length - 1
assert runs == 2
assert log.split('Running com.example.two_guests.TwoGuestsRulesTest', -1).length - 1 == 1
assert log.split('Running com.example.two_guests.TwoGuestsNetDeliveryTest', -1).length - 1 == 2

// Each build warns once, though more than one goal comes upon it.
assert log.split("src/main/nodev/vfr.rules:2:1: warning ND-R004", -1).length - 1 == 2

// In the device-domain build, which was the last, no test of the other stack is left.
assert !new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsRulesTest.class').exists()
assert new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsVifsTest.class').exists()
