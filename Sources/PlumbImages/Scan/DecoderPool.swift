import Dispatch
import Synchronization

/// A decoder and the memory that files are read into; both are used again for image after image.
struct DecodingEquipment: @unchecked Sendable {
  // One thread has it at a time: the pool sees to that.
  let decoder: ImageDecoder
  let buffer: ByteBuffer
}

/// Lends decoders to threads, never more than there are.
final class DecoderPool: Sendable {
  private let free: DispatchSemaphore
  private let idle: Mutex<[DecodingEquipment]>
  private let side: Int

  /// - Parameters:
  ///   - count: how many images may be decoded at a time.
  ///   - side: the longest side of a thumbnail.
  init(count: Int, side: Int) {
    self.side = side
    idle = Mutex([])
    // Counted up from 0: a semaphore must not be given back below the value that it began with.
    free = DispatchSemaphore(value: 0)
    for _ in 0..<count { free.signal() }
  }

  /// Waits for equipment, and makes it when it is needed for the first time.
  func take() -> DecodingEquipment {
    free.wait()
    return idle.withLock { $0.popLast() }
      ?? DecodingEquipment(decoder: ImageDecoder(side: side), buffer: ByteBuffer())
  }

  /// Gives equipment back.
  func give(_ equipment: DecodingEquipment) {
    equipment.buffer.shrink()
    idle.withLock { $0.append(equipment) }
    free.signal()
  }
}
