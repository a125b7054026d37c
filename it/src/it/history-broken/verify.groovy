import dev.kizaki.it.Transcript

def missing = '''\
BUILD FAILURE
[ERROR] migrations/0001_initial/snapshot.json is missing. [KIZ109]
[ERROR] If 0001_initial was written by hand and no database has applied it, run `mvn kizaki:plan`, which completes it; else restore the file with `git checkout -- migrations/0001_initial/snapshot.json`.
'''
assert Transcript.of(basedir) == '''\
$ kizaki:apply
''' + missing + '''\
$ kizaki:status
Latest committed: unknown (broken history)
Latest applied: unknown (no database)
Source drift: unknown (broken history)
BUILD FAILURE
[ERROR] History: migrations/0001_initial/snapshot.json is missing. [KIZ315]
[ERROR] If 0001_initial was written by hand and no database has applied it, run `mvn kizaki:plan`, which completes it; else restore the file with `git checkout -- migrations/0001_initial/snapshot.json`.
$ kizaki:reset
''' + missing + '''\
$ kizaki:dry-run
''' + missing
assert new File(basedir, 'migrations/0001_initial').list() == ['plan.migration']
assert !new File(basedir, '.kizaki').exists()
