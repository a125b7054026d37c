def log = new File(basedir, 'build.log').getText('UTF-8')
// Nothing listens at the address; that the password could be decrypted is what counts.
assert !log.contains('decrypt')
assert !log.contains('kizaki-encrypted')
