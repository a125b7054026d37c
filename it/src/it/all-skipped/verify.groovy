def lines = new File(basedir, 'build.log').readLines('UTF-8')
assert lines.count('[INFO] Skipped: kizaki.skip is set.') == 9
assert !new File(basedir, 'migrations').exists()
assert !new File(basedir, '.kizaki').exists()
