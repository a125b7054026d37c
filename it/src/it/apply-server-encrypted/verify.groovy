def log = new File(basedir, 'build.log').getText('UTF-8')
// No server listens at the address; the test only shows that the password was decrypted.
assert !log.contains('decrypt')
assert !log.contains('kizaki-encrypted')
