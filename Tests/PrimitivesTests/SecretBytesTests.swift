import Synchronization
import Testing

@testable import Primitives

@Suite struct SecretBytesTests {
    /// Memory that outlives the secret in it, so that a test may look at what is left there.
    private final class Ledger: Sendable {
        private let released = Mutex<[[UInt8]]>([])

        var contents: [[UInt8]] { released.withLock { $0 } }

        func memory(_ capacity: Int) -> UnsafeMutableRawBufferPointer {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
            memory.initializeMemory(as: UInt8.self, repeating: 0xaa)
            return memory
        }

        func release(_ memory: UnsafeMutableRawBufferPointer) {
            released.withLock { $0.append(Array(memory)) }
            memory.deallocate()
        }
    }

    @Test func theWholeCapacityIsWipedAtTheEnd() {
        let ledger = Ledger()
        do {
            var secret = SecretBytes(owning: ledger.memory(100), count: 0, release: ledger.release)
            Array("a password".utf8).withUnsafeBytes { secret.append($0) }
            #expect(secret.count == 10)
            #expect(ledger.contents.isEmpty)
        }
        #expect(ledger.contents == [[UInt8](repeating: 0, count: 100)])
    }

    @Test func memoryThatBecameTooSmallIsWiped() {
        let ledger = Ledger()
        var secret = SecretBytes(owning: ledger.memory(4), count: 4, release: ledger.release)
        [UInt8]([1, 2, 3]).withUnsafeBytes { secret.append($0) }
        #expect(ledger.contents == [[0, 0, 0, 0]])
        #expect(secret.withUnsafeBytes { Array($0) } == [0xaa, 0xaa, 0xaa, 0xaa, 1, 2, 3])
    }

    @Test func moreBytesArriveInOrder() {
        var secret = SecretBytes(capacity: 0)
        for byte in 0..<UInt8(100) {
            [byte].withUnsafeBytes { secret.append($0) }
        }
        #expect(secret.withUnsafeBytes { Array($0) } == Array(0..<100))
        secret.withUnsafeMutableBytes { $0[7] = 77 }
        #expect(secret.copy().withUnsafeBytes { $0[7] } == 77)
    }

    /// `#expect` would copy the secrets that it compares.
    private func areEqualAsSecrets(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        SecretBytes(copying: left) == SecretBytes(copying: right)
    }

    @Test func equalityLooksAtEveryByteAndTheLength() {
        let bytes = SystemRandom.bytes(64)
        #expect(areEqualAsSecrets(bytes, bytes))
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 1
            #expect(!areEqualAsSecrets(bytes, other))
        }
        #expect(!areEqualAsSecrets(bytes, bytes.dropLast()))
        #expect(areEqualAsSecrets([], []))
    }

    @Test(arguments: [0, 1, 255, 256, 257, 1000]) func randomBytesReachEveryPlace(count: Int) {
        var seen = [UInt8](repeating: 0, count: count)
        for _ in 0..<40 {
            let bytes = SystemRandom.bytes(count)
            #expect(bytes.count == count)
            seen = zip(seen, bytes).map { $0 | $1 }
        }
        // A place that is zero 40 times in a row: chance 2⁻³²⁰ each.
        #expect(!seen.contains(0))
    }

    @Test func randomSecretsDiffer() {
        let areEqual = SecretBytes.random(count: 32) == SecretBytes.random(count: 32)
        #expect(!areEqual)
    }
}
