def log = new File(basedir, 'build.log').getText('UTF-8')
// The refusal of lockTimeout comes after all parameters were read. Maven 4 repeats its command line.
def lines = log.readLines().findAll { !it.startsWith('Command line:') }
assert lines.any { it.contains('The parameter lockTimeout is "soon"') }
assert lines.any { it.contains('(f) url = ***') }
assert lines.every { !it.contains('plain-in-settings') }
