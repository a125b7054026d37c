def log = new File(basedir, 'build.log').getText('UTF-8')
['kizaki:plan', 'Writes the migration from the latest snapshot to the schema',
 'lockTimeout (Default: 5 s)', 'User property: kizaki.lockTimeout',
 'User property: kizaki.resolveFile'].each { assert log.contains(it) : it }
// Every parameter has a default, or Maven provides its value.
assert !log.contains('Required:')
