import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
BUILD FAILURE
[ERROR] migrations/0001_initial was written by this build, and nobody has reviewed it. Review and commit it, then build again.
$ kizaki:plan
No schema changes.
BUILD SUCCESS
'''
