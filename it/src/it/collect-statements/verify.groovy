import dev.kizaki.it.Transcript

def build = '''\
$ kizaki:start
Test database at 0001_initial: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
$ kizaki:stop
Collected 2 statements of the tests in statements.sql.
Test database released.
$ kizaki:check-statements
Checking 2 statements of statements.sql between the phases of 0001_initial...
Statements of the application: 2 work between the phases, none breaks.
BUILD SUCCESS
'''
def planned = '''\
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: int = autoincrement() @primaryKey
    title: string
    code: int
  }
'''
def withoutTests = build.replace(
    'Collected 2 statements of the tests in statements.sql.',
    '[WARNING] statements.sql stays as it is, because no test has sent a statement.')
assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') ==
    planned + build + build + withoutTests
assert new File(basedir, 'statements.sql').getText('UTF-8') == '''\
-- Collected by kizaki from the tests of a build. Do not edit: the next build replaces it.
insert into task (title, code) values ($1, $2);
select id, title, code from task group by id;
'''
