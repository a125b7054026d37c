import dev.kizaki.it.Transcript

assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') == '''\
$ kizaki:bundle
Written to target/classes: 2 migrations, the latest is 0002_add_points.
$ kizaki:start
Test database at 0002_add_points: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
$ kizaki:stop
Test database released.
BUILD SUCCESS
'''
def report = new File(basedir, 'target/failsafe-reports/TEST-example.TasksIT.xml').getText('UTF-8')
assert report.contains('tests="1" errors="0" skipped="0" failures="0"')
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Nothing to apply.')
