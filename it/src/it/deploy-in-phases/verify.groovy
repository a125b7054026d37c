import dev.kizaki.it.Transcript

assert Transcript.of(basedir).replaceAll(/\d\.\d MB/, 'SIZE') == '''\
$ kizaki:bundle
Written target/version-1-migrations.jar (SIZE): 1 migration, the latest is 0001_initial.
$ kizaki:bundle
Written target/version-2-migrations.jar (SIZE): 2 migrations, the latest is 0002_update_schema.
BUILD SUCCESS
'''
