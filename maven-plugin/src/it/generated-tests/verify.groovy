def log = new File(basedir, 'build.log').text
def runs = log.split('Running com.example.two_guests.TwoGuestsVifsTest', -1).length - 1
assert runs == 2
assert log.split('Running com.example.two_guests.TwoGuestsRulesTest', -1).length - 1 == 1
assert log.split('Running com.example.two_guests.TwoGuestsNetDeliveryTest', -1).length - 1 == 2

// Each build warns once, though three goals come upon it.
assert log.split("src/main/nodev/machine.yaml:3:5: warning ND-V", -1).length - 1 == 2

// In the device-domain build, which was the last, no test of the other stack is left.
assert !new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsRulesTest.class').exists()
assert new File(basedir, 'target/test-classes/com/example/two_guests/TwoGuestsVifsTest.class').exists()
