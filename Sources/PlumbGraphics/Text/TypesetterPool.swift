import Synchronization

/// Typesetters to be used again: the first text of a new one costs some ten milliseconds of looking
/// through the machine's fonts.
///
/// A caller has it exclusively until it is returned; what it remembers never changes what it draws.
enum TypesetterPool {
  // Used by one holder at a time, so it never is on two threads at once.
  private struct Free: @unchecked Sendable { let typesetter: PangoTypesetter }

  private static let free = Mutex<[Free]>([])

  /// A typesetter for exclusive use.
  static func take() -> PangoTypesetter {
    free.withLock { $0.popLast() }?.typesetter ?? PangoTypesetter()
  }

  /// Makes a typesetter free for others.
  static func give(_ typesetter: PangoTypesetter) {
    let back = Free(typesetter: typesetter)
    free.withLock { $0.append(back) }
  }
}
