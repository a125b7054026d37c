import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:plan
Generated migrations/0001_initial/plan.migration
- add entity Task {
    id: uuid = uuid() @primaryKey
    title: string
  }
BUILD SUCCESS
$ kizaki:plan
No schema changes.
Wrote migrations/0001_initial/changelog.xml
Wrote migrations/changelog-master.xml
BUILD FAILURE
[ERROR] This build has changed migrations/0001_initial/changelog.xml, migrations/changelog-master.xml, which must be reviewed first. Review and commit the change, then build again. [KIZ314]
$ kizaki:plan
No schema changes.
$ kizaki:changelog
Changelogs are up to date.
BUILD SUCCESS
'''
