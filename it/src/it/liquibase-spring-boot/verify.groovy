import dev.kizaki.it.Transcript

assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') == '''\
$ kizaki:validate
Schema is valid: 1 entity, 1 enum in 1 file.
$ kizaki:start
Test database at 0002_add_points: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
$ kizaki:stop
Test database released.
BUILD SUCCESS
'''
def report = new File(basedir, 'target/failsafe-reports/TEST-example.TasksIT.xml').getText('UTF-8')
assert report.contains('tests="2" errors="0" skipped="0" failures="0"')
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Marking ChangeSet: "kizaki/public/0002_add_points/changelog.xml::0002_add_points-4::kizaki" as ran')
assert !log.contains('ran successfully')
