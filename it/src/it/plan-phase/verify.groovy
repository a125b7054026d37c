import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
BUILD FAILURE
[ERROR] This build has written migrations/0001_initial, which must be reviewed first. Review and commit the change, then build again. [KIZ314]
$ kizaki:plan
No schema changes.
BUILD SUCCESS
'''
