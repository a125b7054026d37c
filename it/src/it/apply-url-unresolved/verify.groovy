def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': The parameter url contains ${db.url}, which is not defined; define it, for example with -D, or leave the parameter out. [KIZ803] -> [Help 1]')
assert !log.contains('\tat ')
