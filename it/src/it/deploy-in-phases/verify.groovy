import dev.kizaki.it.Transcript

String transcript = Transcript.of(basedir)
assert transcript.contains('Written version-1/target/version-1-migrations.jar')
assert transcript.contains('Written version-2/target/version-2-migrations.jar')
