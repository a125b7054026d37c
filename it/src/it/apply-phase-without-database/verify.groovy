def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('on project ' + basedir.name + ': kizaki:apply runs from a phase of the build, but no database is configured; set url with serverId (or username and password), or connectionString. The embedded database is used only when you run `mvn kizaki:apply` yourself. [KIZ813] -> [Help 1]')
assert !log.contains('\tat ')
