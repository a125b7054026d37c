import dev.kizaki.it.Transcript

// Liquibase marks the migrations of kizaki:start as run; afterwards both tools report the same
// state.
assert Transcript.of(basedir).replaceAll(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT') == '''\
$ kizaki:validate
Schema is valid: 1 entity, 1 enum in 1 file.
$ kizaki:start
Test database at 0002_add_points: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
$ kizaki:status
Latest committed: 0002_add_points
Latest applied: 0002_add_points
Source drift: none
$ kizaki:stop
Test database released.
BUILD SUCCESS
'''
def log = new File(basedir, 'build.log').getText('UTF-8')
def marked = (log =~ /Marking ChangeSet: "(\S+)::kizaki" as ran/).collect { it[1] }
assert marked == [
    'kizaki/public/0001_initial/changelog.xml::0001_initial-0',
    'kizaki/public/0001_initial/changelog.xml::0001_initial-1',
    'kizaki/public/0001_initial/changelog.xml::0001_initial-2',
    'kizaki/public/0001_initial/changelog.xml::0001_initial-3',
    'kizaki/public/0002_add_points/changelog.xml::0002_add_points-1',
    'kizaki/public/0002_add_points/changelog.xml::0002_add_points-2',
    'kizaki/public/0002_add_points/changelog.xml::0002_add_points-3',
    'kizaki/public/0002_add_points/changelog.xml::0002_add_points-4'
]
assert !log.contains('ran successfully')
assert log.contains('[INFO] Liquibase: Update has been successful. Rows affected: 0')
