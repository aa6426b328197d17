import BigNumber
import Paillier
import Primitives

/// A Paillier key as its holder keeps it: both prime factors with what the Chinese remainder theorem needs.
struct SingleKey: ~Copyable, Sendable {
    private let smaller: PrimeFactor
    private let larger: PrimeFactor
    /// p⁻¹ mod q for the smaller prime p.
    private let inverse: SecretLimbs
    private let plaintextByteCount: Int

    /// Reads a holder's secret block.
    ///
    /// - Throws: `PaillierSecretError.secretInvalid`, or `.secretOfAnotherKey` unless the primes make n.
    init(_ block: borrowing SecretBytes, parameters: SingleKeyParameters, kernel: Kernel) throws {
        let primes = try SecretBlock.primes(block, keyBits: parameters.keyBits)
        guard primes.product == parameters.modulus else { throw PaillierSecretError.secretOfAnotherKey }
        guard primes.first < primes.second, primes.first.bitWidth == primes.second.bitWidth,
            primes.first.isProbablyPrime, primes.second.isProbablyPrime,
            let inverse = primes.first.inverse(modulo: primes.second)
        else { throw PaillierSecretError.secretInvalid(reason: "it is not two primes of one length, in order") }
        smaller = PrimeFactor(primes.first, cofactor: primes.second, kernel: kernel)
        larger = PrimeFactor(primes.second, cofactor: primes.first, kernel: kernel)
        var limbs = SecretLimbs(zeroCount: primes.second.limbCount)
        inverse.write(to: &limbs, row: 0, limbs: limbs.count)
        self.inverse = limbs
        plaintextByteCount = parameters.modulus.byteCount
    }

    /// Decrypts rows of 1 ..< n², on all cores, in constant time.
    ///
    /// - Returns: the plaintexts, big-endian, each in the bytes of n.
    borrowing func decrypt(_ ciphertexts: ResidueVector) -> [UInt8] {
        let (count, width) = (ciphertexts.count, plaintextByteCount)
        return [UInt8](unsafeUninitializedCapacity: count * width) { bytes, initialised in
            let bytes = UnsafeMutableRawBufferPointer(bytes)
            ciphertexts.withAllLimbs { ciphertexts in
                Parallel.forEachPiece(of: count) { range in
                    decrypt(range, of: ciphertexts, limbs: ciphertexts.count / count, into: bytes)
                }
            }
            initialised = count * width
        }
    }

    /// One thread's part.
    private borrowing func decrypt(
        _ rows: Range<Int>, of ciphertexts: UnsafeBufferPointer<UInt>, limbs: Int,
        into bytes: UnsafeMutableRawBufferPointer
    ) {
        let width = plaintextByteCount
        withWorker(ciphertextLimbs: limbs) { worker in
            for group in rows.groups {
                worker.load(ciphertexts.row(group.lowerBound, limbs), count: group.count)
                for (place, row) in group.enumerated() {
                    let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[row * width..<(row + 1) * width])
                    BigEndian.encode(worker.decrypt(place), into: piece)
                }
            }
        }
    }

    private borrowing func withWorker(ciphertextLimbs: Int, _ body: (Worker) -> Void) {
        let limbs = larger.limbCount
        SecretArithmetic.withScratch(limbCount: limbs) { arithmetic in
            withWipedScratch(limbs: 4 * limbs) { memory in
                inverse.withLimbs { inverse in
                    smaller.withWorker(ciphertextLimbs: ciphertextLimbs, arithmetic) { smaller in
                        larger.withWorker(ciphertextLimbs: ciphertextLimbs, arithmetic) { larger in
                            body(
                                Worker(
                                    smaller: smaller, larger: larger, inverse: inverse.row(0, limbs), limbCount: limbs,
                                    memory: memory, arithmetic: arithmetic))
                        }
                    }
                }
            }
        }
    }

    /// A key at work, with one thread's scratch.
    private struct Worker {
        let smaller: PrimeFactor.Worker
        let larger: PrimeFactor.Worker
        let inverse: UnsafePointer<UInt>
        let limbCount: Int
        let memory: UnsafeMutablePointer<UInt>
        let arithmetic: SecretArithmetic

        /// Takes up to `Parallel.lanes` ciphertexts, one after the other.
        func load(_ ciphertexts: UnsafePointer<UInt>, count: Int) {
            smaller.load(ciphertexts, count: count)
            larger.load(ciphertexts, count: count)
        }

        /// m = m_p + p·((m_q − m_p)·p⁻¹ mod q) (Garner). p < q, so m_p is a residue modulo q as it stands.
        ///
        /// - Parameter place: which of the ciphertexts that were loaded.
        /// - Returns: the plaintext in scratch, until the next one is decrypted.
        func decrypt(_ place: Int) -> UnsafeBufferPointer<UInt> {
            let (first, second, plaintext) = (memory, memory + limbCount, memory + 2 * limbCount)
            smaller.decrypt(first, place)
            larger.decrypt(second, place)
            arithmetic.subtract(second, second, first, modulo: larger.prime)
            arithmetic.multiply(second, second, inverse, modulo: larger.prime)
            arithmetic.multiplyFull(plaintext, second, smaller.prime)
            arithmetic.add(first, toFull: plaintext)
            return UnsafeBufferPointer(start: plaintext, count: 2 * limbCount)
        }
    }
}
