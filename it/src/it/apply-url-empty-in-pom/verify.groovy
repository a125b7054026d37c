def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': The parameter url is empty; set it (-Dkizaki.url=…) or leave it out. [KIZ802] -> [Help 1]')
assert !log.contains('\tat ')
