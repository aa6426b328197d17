import COpenSSL

/// Bytes that nobody may find in memory afterwards: one owner, never copied behind its back, wiped when it goes.
///
/// It has no description, no `Codable` and no hash, so it cannot slip into a log or a file.
///
/// `@unchecked Sendable`: the memory belongs to this value alone, which cannot be copied; sharing it means borrowing
/// it, and a borrow only reads.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    /// How the memory is given back once it is wiped; a test replaces it to look at what is left.
    typealias Release = @Sendable (UnsafeMutableRawBufferPointer) -> Void

    private var memory: UnsafeMutableRawBufferPointer
    private let release: Release

    /// How many bytes there are.
    public private(set) var count: Int

    init(owning memory: UnsafeMutableRawBufferPointer, count: Int, release: @escaping Release) {
        precondition(count <= memory.count, "\(count) bytes do not fit in \(memory.count)")
        self.memory = memory
        self.release = release
        self.count = count
    }

    /// No bytes yet, and room for some.
    public init(capacity: Int) {
        self.init(owning: .allocate(byteCount: capacity, alignment: 16), count: 0) { $0.deallocate() }
    }

    /// As many zero bytes, to be filled in place.
    public init(zeroCount count: Int) {
        self.init(capacity: count)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        self.count = count
    }

    /// A copy of the bytes in a piece of memory, which stays its owner's to wipe.
    public init(copying bytes: UnsafeRawBufferPointer) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    /// A copy of bytes; for values that were in the open already, such as a file's text.
    public init(copying bytes: [UInt8]) {
        self.init(capacity: bytes.count)
        bytes.withUnsafeBytes { append($0) }
    }

    /// Fresh random bytes from the kernel.
    public static func random(count: Int) -> SecretBytes {
        var secret = SecretBytes(zeroCount: count)
        secret.withUnsafeMutableBytes { SystemRandom.fill($0) }
        return secret
    }

    deinit {
        Self.wipe(memory)
        release(memory)
    }

    /// Lends the bytes. The pointer ends with the closure, and what it copies out is the caller's to wipe.
    public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    /// Lends the bytes to be changed in place.
    public mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    }

    /// Adds bytes at the end; memory that became too small is wiped.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if count + bytes.count > memory.count {
            grow(to: max(count + bytes.count, 2 * memory.count))
        }
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    /// Another owner of the same bytes. Copying is never implicit.
    public borrowing func copy() -> SecretBytes {
        withUnsafeBytes { SecretBytes(copying: $0) }
    }

    /// Whether two secrets have the same bytes, in time that depends only on their lengths.
    public static func == (left: borrowing SecretBytes, right: borrowing SecretBytes) -> Bool {
        guard left.count == right.count else { return false }
        let count = left.count
        let (one, other) = (left.memory.baseAddress, right.memory.baseAddress)
        return count == 0 || CRYPTO_memcmp(one, other, count) == 0
    }

    private mutating func grow(to capacity: Int) {
        var larger = SecretBytes(capacity: capacity)
        withUnsafeBytes { larger.append($0) }
        self = larger  // which ends the old value, and so wipes its memory
    }

    /// OpenSSL's wipe is one that no optimiser removes.
    private static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
    }
}
