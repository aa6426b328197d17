import BigNumberTesting
import CGMP
import Glibc
import Synchronization
import Testing

@testable import BigNumber

@Suite struct SecretTests {
    @Test("secret limbs are wiped over their whole memory before it is given back")
    func wiping() {
        let seen = Mutex<[UInt]?>(nil)
        do {
            var secret = SecretLimbs(zeroCount: 37) { memory in
                seen.withLock { $0 = Array(memory) }
                memory.deallocate()
            }
            secret.withMutableLimbs { $0.update(repeating: .max) }
            #expect(secret.withLimbs { $0.allSatisfy { $0 == .max } })
            #expect(seen.withLock { $0 } == nil)
        }
        #expect(seen.withLock { $0 } == [UInt](repeating: 0, count: 37))
    }

    @Test("random rows stay below their bits", arguments: [1, 63, 64, 65, 130])
    func randomRows(bits: Int) {
        let limbs = (bits + 63) / 64
        let secret = SecretLimbs.random(count: 50, bits: bits)
        #expect(secret.count == 50 * limbs)
        let rows = secret.withLimbs { all in
            (0..<50).map { BigInteger(limbs: UnsafeBufferPointer(rebasing: all[$0 * limbs..<($0 + 1) * limbs])) }
        }
        #expect(rows.allSatisfy { $0.bitWidth <= bits })
        #expect((0..<bits).allSatisfy { bit in rows.contains { $0.bit(bit) } })
    }

    @Test("secret arithmetic agrees with plain integers", arguments: SplitMix64.seeds)
    func arithmetic(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for limbs in [1, 2, 8, 24] {
            let modulus = random.modulus(bits: 64 * limbs)
            let (left, right) = (random.residue(below: modulus), random.residue(below: modulus))
            let full = random.integer(bits: 128 * limbs - 1) + 1
            var numbers = SecretLimbs(
                concatenating: [modulus, left, right].map { ($0, limbs) } + [(full, 2 * limbs), (0, 2 * limbs)])
            let wrap = BigInteger(1) << (64 * limbs)
            numbers.withMutableLimbs { all in
                let (m, a, b) = (all.row(0, limbs), all.row(1, limbs), all.row(2, limbs))
                let (sum, result) = (m + 3 * limbs, m + 5 * limbs)
                let value = { BigInteger(limbs: UnsafeBufferPointer(start: $0, count: $1)) }
                SecretArithmetic.withScratch(limbCount: limbs) { arithmetic in
                    arithmetic.multiplyFull(result, a, b)
                    #expect(value(result, 2 * limbs) == left * right)
                    arithmetic.multiplyLow(result, a, b)
                    #expect(value(result, limbs) == (left * right).modulo(wrap))
                    arithmetic.multiply(result, a, b, modulo: m)
                    #expect(value(result, limbs) == (left * right).modulo(modulus))
                    arithmetic.subtract(result, a, b, modulo: m)
                    #expect(value(result, limbs) == (left - right).modulo(modulus))
                    arithmetic.decrement(sum, limbs: 2 * limbs)
                    #expect(value(sum, 2 * limbs) == full - 1)
                    arithmetic.add(a, toFull: sum)
                    #expect(value(sum, 2 * limbs) == (full - 1 + left).modulo(wrap * wrap))
                }
            }
        }
    }

    @Test("a block of GMP's is wiped before it is given back")
    func gmpRelease() {
        let block = GMPAllocators.allocate(640)
        block.initializeMemory(as: UInt8.self, repeating: 0xFF, count: 640)
        var left: [UInt8]?
        GMPAllocators.release(block, byteCount: 640) { block in
            left = block.map { Array(UnsafeRawBufferPointer(start: $0, count: 640)) }
            free(block)
        }
        #expect(left == [UInt8](repeating: 0, count: 640))
    }

    @Test("GMP uses the wiping functions once they are installed, and computes as before")
    func gmpInstalled() {
        let before = (BigInteger(3) << 5000) + 1
        GMPAllocators.installWiping()
        GMPAllocators.installWiping()
        var allocate: (@convention(c) (Int) -> UnsafeMutableRawPointer?)?
        var reallocate: (@convention(c) (UnsafeMutableRawPointer?, Int, Int) -> UnsafeMutableRawPointer?)?
        var release: (@convention(c) (UnsafeMutableRawPointer?, Int) -> Void)?
        __gmp_get_memory_functions(&allocate, &reallocate, &release)
        let block = allocate?(16)
        block?.storeBytes(of: 0x0123_4567_89AB_CDEF, as: UInt64.self)
        let grown = reallocate?(block, 16, 4096)
        #expect(grown?.load(as: UInt64.self) == 0x0123_4567_89AB_CDEF)
        let shrunk = reallocate?(grown, 4096, 8)
        #expect(shrunk?.load(as: UInt64.self) == 0x0123_4567_89AB_CDEF)
        release?(shrunk, 8)
        #expect((before * before - 1).modulo(before) == before - 1)
    }
}
