def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': kizaki:reset replaces a database, so it works only on the embedded one, but url is set; leave it out. [KIZ815] -> [Help 1]')
assert !log.contains('\tat ')
