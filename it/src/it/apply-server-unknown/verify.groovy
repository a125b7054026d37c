def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': The parameter serverId is "prodution", but settings.xml has no server with that id; add one, or correct serverId. [KIZ808] -> [Help 1]')
assert !log.contains('\tat ')
