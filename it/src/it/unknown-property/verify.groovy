import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:validate
BUILD FAILURE
[ERROR] -Dkizaki.resovle is not a parameter of kizaki; did you mean -Dkizaki.resolve? [KIZ801]
$ kizaki:validate
[WARNING] -Dkizaki.target has no effect in this build: only kizaki:apply reads it.
Schema is valid: 1 entity, 0 enums in 1 file.
$ kizaki:validate
Schema is valid: 1 entity, 0 enums in 1 file.
BUILD SUCCESS
'''
