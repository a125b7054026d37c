def log = new File(basedir, 'build.log').getText('UTF-8')
// The goal refuses lockTimeout after it has read all parameters. Maven 4 prints its command line.
def lines = log.readLines().findAll { !it.startsWith('Command line:') }
assert lines.any { it.contains('The parameter lockTimeout is "soon"') }
assert lines.any { it.contains('(f) connectionString = ***') }
assert lines.every { !it.contains('not-to-be-seen') }
