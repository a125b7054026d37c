def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('[INFO] Generated migrations/0001_initial/plan.migration') == 2
assert log.count('Nothing to do: this module has neither src/main/inspire nor migrations.') == 2
assert !log.contains('not marked as thread-safe')
assert new File(basedir, 'first/migrations/0001_initial/plan.migration').text.contains('add entity First')
assert new File(basedir, 'second/migrations/0001_initial/plan.migration').text.contains('add entity Second')
