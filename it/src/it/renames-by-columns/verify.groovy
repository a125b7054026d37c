import dev.kizaki.it.Transcript

assert Transcript.of(basedir) == '''\
$ kizaki:apply
Applying 0001_initial...
Done.
BUILD SUCCESS
$ kizaki:apply
BUILD FAILURE
[ERROR] The parameter renames has an unknown word, "tables"; allowed words are: views, columns. [KIZ804]
$ kizaki:apply
The statements of the application were not checked: the extension pg_stat_statements is not in the database, and -Dkizaki.statements names no file.
`rename Task.code -> Task.number`: the field has two columns until the second phase, because -Dkizaki.renames=columns asks for it.
[WARNING] Both columns are unique, so `on conflict` of two writers at the same time can fail on the other one (23505). Repeat such a statement.
Expanding 0002_rename_code...
0002_rename_code: stage 2 of 7, filling task.number
0002_rename_code: stage 3 of 7, analyzing task
Done.
The new version can start. When the last instance of the old one has stopped, run `mvn kizaki:apply -Dkizaki.phase=contract`.
BUILD SUCCESS
$ kizaki:apply
The statements of the application were not checked: the extension pg_stat_statements is not in the database, and -Dkizaki.statements names no file.
Contracting 0002_rename_code...
Done.
BUILD SUCCESS
$ kizaki:status
Latest committed: 0002_rename_code
Latest applied: 0002_rename_code
Source drift: none
BUILD SUCCESS
'''
