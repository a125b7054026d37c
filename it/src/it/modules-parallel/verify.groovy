def lines = new File(basedir, 'build.log').readLines('UTF-8')
assert lines.contains('[INFO] BUILD SUCCESS')
// The modules are built at the same time, so their lines are mixed; each line must occur the right
// number of times.
assert lines.count('[INFO] Nothing to do: this module has neither src/main/inspire nor migrations.') == 2 * 3
assert lines.count('[INFO] Generated migrations/0001_initial/plan.migration') == 2
assert lines.count('[INFO] Applying 0001_initial...') == 2
assert lines.count('[INFO] Done.') == 2
assert lines.count('[INFO] Latest applied: 0001_initial') == 2
assert lines.count('[INFO] Source drift: none') == 2
assert !lines.any { it.startsWith('[WARNING]') || it.startsWith('[ERROR]') }
['tasks', 'orders'].each {
    assert new File(basedir, it + '/migrations/0001_initial/snapshot.json').exists()
    assert new File(basedir, it + '/.kizaki/postgres/17').isDirectory()
}
assert !new File(basedir, 'plain/.kizaki').exists()
assert !new File(basedir, '.kizaki').exists()
