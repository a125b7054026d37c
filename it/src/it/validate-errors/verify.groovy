import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:validate
BUILD FAILURE
[ERROR] src/main/inspire/task.inspire:3:10: error INS001: expected ':', found 'Label'
[ERROR]       labels Label
[ERROR]              ^^^^^
[ERROR]   hint: a field is written labels: string
[ERROR] src/main/inspire/user.inspire:2:16: error INS006: unknown annotation '@uniqe'
[ERROR]       name: string @uniqe
[ERROR]                    ^^^^^^
[ERROR]   hint: did you mean @unique?
[ERROR]
[ERROR] 2 errors in 2 files.
'''
assert !new File(basedir, 'migrations').exists()
