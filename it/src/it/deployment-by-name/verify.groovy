import dev.kizaki.it.Transcript

assert Transcript.of(basedir).replaceAll(':[0-9]+/kizaki_test', ':5432/kizaki_test') == '''\
$ kizaki:apply
BUILD FAILURE
[ERROR] Execution deploy configures a database. Run mvn kizaki:apply@deploy, or -Dkizaki.embedded for the project's own. [KIZ811]
$ kizaki:dry-run
BUILD FAILURE
[ERROR] Execution deploy configures a database. Run mvn kizaki:dry-run@deploy, or -Dkizaki.embedded for the project's own. [KIZ811]
$ kizaki:status
BUILD FAILURE
[ERROR] Execution deploy configures a database. Run mvn kizaki:status@deploy, or -Dkizaki.embedded for the project's own. [KIZ811]
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
$ kizaki:apply
Applying 0001_initial...
Done.
BUILD SUCCESS
$ kizaki:apply
BUILD FAILURE
[ERROR] Cannot connect to 127.0.0.1:1/tasks: no server listens there. Check that the server runs and that host and port are right. [KIZ412]
$ kizaki:apply
BUILD FAILURE
[ERROR] The pom has no execution deplyo. Correct the id, activate the profile that contains the execution (-P), or run mvn kizaki:apply. [KIZ812]
$ kizaki:status
BUILD FAILURE
[ERROR] The parameters embedded and url are both set; keep one. [KIZ806]
$ kizaki:status
Latest committed: 0001_initial
Latest applied: unknown (offline)
Source drift: none
BUILD SUCCESS
$ kizaki:start
Test database at 0001_initial: jdbc:postgresql://127.0.0.1:5432/kizaki_test
Its server stops with this build; `mvn kizaki:dev -Dkizaki.watch` keeps one running.
BUILD SUCCESS
'''
def log = new File(basedir, 'build.log').readLines('UTF-8')
assert log.findAll { it.startsWith('[INFO] Database: ') } == ["[INFO] Database: the project's own, in .kizaki (PostgreSQL 17.6)"] * 2
