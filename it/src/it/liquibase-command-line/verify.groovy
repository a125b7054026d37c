import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:validate
Schema is valid: 1 entity, 1 enum in 1 file.
$ kizaki:status
Latest committed: 0002_add_points
Latest applied: unknown (no database)
Source drift: none
[WARNING] Pending: 0001_initial, 0002_add_points; run `mvn kizaki:apply`.
BUILD SUCCESS
'''
def job = new File(basedir, 'target/job')
def migrations = []
new File(job, 'migrations').eachFileRecurse { if (it.file) migrations << it.name }
assert migrations.sort() == ['changelog-master.xml', 'changelog.xml', 'changelog.xml']
assert new File(job, 'migrate.sh').exists()
assert new File(job, 'lib').list().any { it.startsWith('liquibase-core-') }
