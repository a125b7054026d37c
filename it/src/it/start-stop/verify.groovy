import dev.kizaki.it.Transcript

def ready = 'Test database at 0001_initial: jdbc:postgresql://127.0.0.1:PORT/kizaki_test'
assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') == """\
\$ kizaki:start
BUILD FAILURE
[ERROR] Source schema is ahead of committed history. [KIZ307]
[ERROR] Run `mvn kizaki:plan` to continue.
\$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
    done: boolean = false
  }
\$ kizaki:start
$ready
\$ kizaki:stop
Test database released.
BUILD SUCCESS
\$ kizaki:start
$ready
\$ kizaki:stop
Test database released.
BUILD SUCCESS
\$ kizaki:stop
Nothing to stop: kizaki:start has not run in this build.
BUILD SUCCESS
\$ kizaki:start
$ready
Its server stops with this build; `mvn kizaki:dev -Dkizaki.watch` keeps one running.
BUILD SUCCESS
"""
def report = new File(basedir, 'target/failsafe-reports/TEST-example.TaskIT.xml').getText('UTF-8')
assert report.contains('tests="1" errors="0" skipped="0" failures="0"')
// The last build started a server without stopping it; the end of the build stopped it.
assert !new File(basedir, '.kizaki/postgres/17/data/postmaster.pid').exists()
// The reports must not contain the password of the embedded database.
assert !report.contains(new File(basedir, '.kizaki/postgres/17/password').getText('UTF-8').trim())
