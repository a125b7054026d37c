def lines = new File(basedir, 'build.log').readLines('UTF-8')
assert lines.contains('[INFO] Source drift: none')
