import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:status
Latest committed: none
Latest applied: unknown (no database)
Source drift: 1 change
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
BUILD FAILURE
[ERROR] The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what it writes. [KIZ315]
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
$ kizaki:status
Latest committed: 0001_initial
Latest applied: unknown (no database)
Source drift: none
[WARNING] Pending: 0001_initial; run `mvn kizaki:apply`.
BUILD SUCCESS
'''
assert !new File(basedir, '.kizaki').exists()
