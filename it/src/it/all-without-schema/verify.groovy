def lines = new File(basedir, 'build.log').readLines('UTF-8')
assert lines.count('[INFO] Nothing to do: this module has neither src/main/inspire nor migrations.') == 9
