import dev.kizaki.it.Transcript

// One server: jOOQ reads it before the compilation, and the integration test uses it afterwards.
assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') == '''\
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add enum TaskStatus { Todo, Done }
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
    status: TaskStatus = Todo
  }
BUILD SUCCESS
$ kizaki:start
Test database at 0001_initial: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
$ kizaki:stop
Test database released.
BUILD SUCCESS
'''
def generated = new File(basedir, 'target/generated-sources/jooq/example/database')
assert new File(generated, 'tables').list().findAll { it.endsWith('.java') } == ['Task.java']
assert new File(generated, 'enums').list() == ['TaskStatus.java']
def report =
    new File(basedir, 'target/failsafe-reports/TEST-example.TasksIT.xml').getText('UTF-8')
assert report.contains('tests="1" errors="0" skipped="0" failures="0"')
def password = new File(basedir, '.kizaki/postgres/17/password').getText('UTF-8').trim()
assert !new File(basedir, 'build.log').getText('UTF-8').contains(password)
