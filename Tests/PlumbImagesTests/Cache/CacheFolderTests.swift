import PlumbImageFacts
import PlumbSystem
import TestSupport
import Testing

@testable import PlumbImages

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A content that no other number has.
private func hash(_ number: Int) -> ContentHash {
  ContentHash(words: SIMD4(UInt64(number), 2, 3, 4))
}

private func record(_ number: Int) -> CacheRecord {
  .failed(ImageFailure(.corrupt, "number \(number)"))
}

/// Writes packs of one record each, numbered from 1.
private func writePacks(_ count: Int, in folder: TemporaryFolder) throws {
  for number in 1...count {
    let writer = try #require(PackWriter(folder: folder.path, number: number))
    #expect(writer.add(record(number), hash: hash(number)))
    #expect(writer.finish())
  }
}

/// Lets this process open so many more files and no more.
private func allowDescriptors(_ count: Int) throws {
  var (end, free): (Int32, Int) = (0, 0)
  while free < count {
    if fcntl(end, F_GETFD) < 0 { free += 1 }
    end += 1
  }
  var limit = rlimit()
  #if canImport(Darwin)
    let resource = RLIMIT_NOFILE
  #else
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif
  try #require(getrlimit(resource, &limit) == 0)
  limit.rlim_cur = rlim_t(end)
  try #require(setrlimit(resource, &limit) == 0)
}

@Suite struct CacheFolderTests {
  @Test func aDamagedPackIsRemovedAndTheOthersStay() throws {
    let folder = try TemporaryFolder()
    try writePacks(3, in: folder)
    let names = folder.names()
    var bytes = try folder.bytes(names[1])
    bytes[bytes.count - 1] ^= 1
    try folder.write(names[1], bytes)
    try folder.write("00000009-9.pack", [])
    #expect(CacheFolder(path: folder.path).packs.count == 2)
    #expect(folder.names() == [names[0], names[2]])
  }

  @Test func whatIsNoFileIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try writePacks(1, in: folder)
    try folder.link("00000002-2.pack", to: folder.path + "/elsewhere/00000002-2.pack")
    try folder.write("00000003-3.pack/x", [1])
    #expect(mkfifo(folder.path + "/00000004-4.pack", 0o600) == 0)
    let names = folder.names()
    let contents = CacheFolder(path: folder.path)
    #expect(contents.packs.count == 1)
    #expect(contents.nextNumber == 5)
    #expect(folder.names() == names)
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func aPackThatMayNotBeReadIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try writePacks(2, in: folder)
    let names = folder.names()
    #expect(chmod(folder.path + "/" + names[0], 0) == 0)
    #expect(CacheFolder(path: folder.path).packs.count == 1)
    #expect(folder.names() == names)
  }

  /// In a process of its own, whose limit is lowered.
  @Test func withoutDescriptorsNothingIsRemoved() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try writePacks(6, in: folder)
      let names = folder.names()
      try allowDescriptors(3)
      // Reading the folder takes one, which is free again for the packs.
      #expect(CacheFolder(path: folder.path).packs.count < names.count)
      try allowDescriptors(100)
      #expect(folder.names() == names)
    }
  }

  /// In a process of its own, whose limit is lowered.
  @Test func manyPacksNeedFewDescriptors() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try writePacks(100, in: folder)
      try allowDescriptors(20)
      let packs = CacheFolder(path: folder.path).packs
      try #require(packs.count == 100)
      for number in 1...100 { #expect(packs[number - 1].record(hash(number)) == record(number)) }
    }
  }

  @Test func theOldestGo() throws {
    let folder = try TemporaryFolder()
    try writePacks(258, in: folder)
    let names = folder.names()
    // One that cannot be read does not keep the others from going.
    try folder.link("00000000-0.pack", to: "nothing")
    #expect(CacheFolder(path: folder.path).packs.count == 256)
    #expect(folder.names() == ["00000000-0.pack"] + names.dropFirst(2))
  }
}
