import Glibc

/// The limbs of a table, in large pages where the system grants them: a power reads entries all over the table, and with
/// small pages half of the waiting would be for their addresses.
///
/// `@unchecked Sendable`: written only by the closure of `init`, before anybody else can see it.
final class TableMemory: @unchecked Sendable {
    private static let largePage = 2 << 20

    private let limbs: UnsafeMutableBufferPointer<UInt>

    /// How many limbs there are.
    var count: Int { limbs.count }

    /// Zeros, which `body` changes.
    init(count: Int, _ body: (UnsafeMutableBufferPointer<UInt>) -> Void) {
        let byteCount = count * MemoryLayout<UInt>.size
        let isLarge = byteCount >= Self.largePage
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: byteCount, alignment: isLarge ? Self.largePage : MemoryLayout<UInt>.alignment)
        // Advice: where it is refused, pages are small. It must precede the first write.
        if isLarge { _ = madvise(memory, byteCount, MADV_HUGEPAGE) }
        limbs = UnsafeMutableBufferPointer(
            start: memory.initializeMemory(as: UInt.self, repeating: 0, count: count), count: count)
        body(limbs)
    }

    deinit {
        limbs.deallocate()
    }

    /// Lends the limbs.
    func withLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(UnsafeBufferPointer(limbs)) }
    }
}
