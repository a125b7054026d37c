def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': The parameter failOn has an unknown word, "drifts"; allowed words are: drift, unresolved, history, changelog, pending, database, none. [KIZ804] -> [Help 1]')
assert !log.contains('\tat ')
