import dev.kizaki.it.Transcript

def text = Transcript.of(basedir).replaceAll(/parked_[0-9a-f]{12}/, 'parked_0123456789ab')
assert text == '''\
$ kizaki:apply
Nothing to apply.
[WARNING] Source schema is ahead of committed history.
[WARNING] Run `mvn kizaki:plan` to continue.
$ kizaki:dry-run
Nothing to apply.
BUILD SUCCESS
$ kizaki:validate
Schema is valid: 1 entity, 0 enums in 1 file.
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
$ kizaki:dry-run
Migration 0001_initial
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
No changes applied.
$ kizaki:apply
Applying 0001_initial...
Done.
$ kizaki:status
Latest committed: 0001_initial
Latest applied: 0001_initial
Source drift: none
$ kizaki:reset
Parked the database at 0001_initial as parked_0123456789ab.
Applying 0001_initial...
Done.
BUILD SUCCESS
$ kizaki:plan
No schema changes.
$ kizaki:dry-run
Nothing to apply.
$ kizaki:apply
Nothing to apply.
$ kizaki:status
Latest committed: 0001_initial
Latest applied: 0001_initial
Source drift: none
BUILD SUCCESS
'''
assert new File(basedir, '.kizaki/.gitignore').exists()
