import dev.kizaki.it.Transcript

def missing = '''\
BUILD FAILURE
[ERROR] migrations/0001_initial/snapshot.json is missing.
[ERROR] Restore it with `git checkout -- migrations/0001_initial/snapshot.json`; or, if it belongs to the newest migration and no database has applied that, delete migrations/0001_initial and run `mvn kizaki:plan`.
'''
assert Transcript.of(basedir) == '''\
$ kizaki:apply
''' + missing + '''\
$ kizaki:plan
''' + missing + '''\
$ kizaki:status
Latest committed: unknown (broken history)
Latest applied: none
Source drift: unknown (broken history)
[WARNING] History: migrations/0001_initial/snapshot.json is missing.
[WARNING] Restore it with `git checkout -- migrations/0001_initial/snapshot.json`; or, if it belongs to the newest migration and no database has applied that, delete migrations/0001_initial and run `mvn kizaki:plan`.
BUILD FAILURE
[ERROR] The history is broken; see the line `History:` above.
$ kizaki:reset
''' + missing + '''\
$ kizaki:dry-run
''' + missing
assert new File(basedir, 'migrations/0001_initial').list() == ['plan.migration']
assert !new File(basedir, '.kizaki').exists()
