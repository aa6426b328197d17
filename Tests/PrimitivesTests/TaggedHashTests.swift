import Primitives
import Testing

/// The expected digests were computed with Python's hashlib from the formula in `TaggedHash`.
@Suite struct TaggedHashTests {
    @Test func agreesWithAnIndependentComputation() {
        var hash = TaggedHash("grok/v1/test")
        hash.append("abc")
        hash.append([UInt8]())
        hash.append([0, 1, 2, 3])
        let digest = hash.finish()
        #expect(digest.hex == "b2c052a4f1efdd58e293e59118b8d839306e820c96bae7e4c298e9163e35823c")
        let tagOnly = TaggedHash("grok/v1/test").finish()
        #expect(tagOnly.hex == "207c4ece7ef46be702ea5e6c065b0ad7ce4dc5afd3c207b78def34b3f20f27a3")
        var numbers = TaggedHash("t")
        numbers.append(u32: 7)
        numbers.append(u64: 1 << 40)
        let numbersDigest = numbers.finish()
        #expect(numbersDigest.hex == "3f8aaae7fc02a31d2e6958fd451edeeba17df90e83a39a4ae0aed802e52c99f2")
    }

    @Test func aPartInPiecesIsThePartWhole() {
        let digest = Digest(sha256: "a part".utf8)
        var whole = TaggedHash("t")
        whole.append(digest)
        var pieces = TaggedHash("t")
        pieces.append(partOf: Digest.byteCount) { update in
            digest.withUnsafeBytes { bytes in
                update(UnsafeRawBufferPointer(rebasing: bytes[..<5]))
                update(UnsafeRawBufferPointer(rebasing: bytes[5...]))
            }
        }
        let (one, other) = (whole.finish(), pieces.finish())
        #expect(one == other)
    }

    @Test func aPartOfTheWrongSizeStopsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            var hash = TaggedHash("t")
            hash.append(partOf: 3) { update in [1, 2].withUnsafeBytes { update($0) } }
        }
    }

    @Test func whereAPartEndsMatters() {
        func digest(_ parts: [[UInt8]]) -> Digest {
            var hash = TaggedHash("t")
            parts.forEach { hash.append($0) }
            return hash.finish()
        }
        #expect(
            Set([digest([[1, 2]]), digest([[1], [2]]), digest([[], [1, 2]]), digest([[1, 2], []])]).count == 4)
    }

    @Test(arguments: [
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "f5c6caa26159c3990203b37a633493bacf62b5a94a12ebb6704ad63a955cecc1"),
        (3, "23ca6e9b73a0ea7b5ebff22b63947935f888529fdd4d7dd4d45d996b1924fda5"),
        (4, "2af3d5d8e08d4d89fdfca89837eb18c252fd5a965e32202fcc99959fef34c1ab"),
        (5, "a3389f6fd4acba7a11d5b1afedea5af2d67169d249a2252da6b725a1c9bb1241"),
        (6, "e2936175a6e9946711c5ffb8c80f9d129ce28d81fc66ed2c5aafb16e81645f21"),
        (7, "9630c9f719f98ab0e66a3a5d807e67c1c15446354aefce75680e5d60ae36c876"),
    ])
    func aTreesRootAgreesWithAnIndependentComputation(leaves: Int, hex: String) {
        let digests = (0..<leaves).map { Digest(sha256: [UInt8($0)]) }
        #expect(MerkleTree.root(of: digests).hex == hex)
    }
}
