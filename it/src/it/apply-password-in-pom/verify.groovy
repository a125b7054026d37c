def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('[WARNING] The pom of apply-password-in-pom contains a database password in plain text; put it into a server in settings.xml and set serverId to the id of that server.')
assert !log.contains('not-to-be-seen')
