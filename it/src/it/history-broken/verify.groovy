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
Latest applied: none
Source drift: unknown (broken history)
[WARNING] History: migrations/0001_initial/snapshot.json is missing.
[WARNING] If 0001_initial was written by hand and no database has applied it, run `mvn kizaki:plan`, which completes it; else restore the file with `git checkout -- migrations/0001_initial/snapshot.json`.
BUILD FAILURE
[ERROR] The history is broken; see the line `History:` above.
$ kizaki:reset
''' + missing + '''\
$ kizaki:dry-run
''' + missing
assert new File(basedir, 'migrations/0001_initial').list() == ['plan.migration']
assert !new File(basedir, '.kizaki').exists()
