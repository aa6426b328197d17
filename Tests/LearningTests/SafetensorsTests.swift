import Foundation
import Testing

@testable import Learning

struct SafetensorsTests {
    static let metadata = ["rows": "3", "hash": "fnv1a-64/16", "note": "tab\t quote\" back\\ é 😀 \u{1}"]

    static func example() throws -> SafetensorsFile {
        let layout = try ParameterLayout([
            .init("embedding.weight", [3, 2]), .init("output.weight", [2]), .init("output.bias", [1]),
        ])
        let subnormal = Float(bitPattern: 71_362)  // about 1e-40
        let values: [Float] = [0, -0.125, 1, 0.5, 3.25, -2, 0.75, -8, subnormal]
        return try SafetensorsFile(metadata: metadata, layout: layout, values: values)
    }

    @Test func bytesAreThoseThatPythonWasShown() throws {
        let fixture = try Fixture.bytes("from-swift.safetensors")
        #expect(try Self.example().encoded() == fixture)
    }

    @Test func readsWhatPythonWrote() throws {
        let file = try SafetensorsFile(decoding: Fixture.bytes("from-python.safetensors"))
        #expect(file.metadata == ["tokenizer": "words “é” \\ \"\n", "rows": "3"])
        #expect(
            Set(file.layout.entries) == [
                .init("embedding.weight", [3, 2]), .init("empty", [0, 5]), .init("output.bias", [1]),
                .init("scalar", []),
            ])
        let range = try #require(file.layout.range(of: "embedding.weight"))
        #expect(Array(file.values[range]) == [0, 0.25, 0.5, 0.75, 1, 1.25])
        #expect(try file.values[#require(file.layout.range(of: "scalar"))] == [2.25])
    }

    @Test func roundTripKeepsEveryBit() throws {
        let layout = try ParameterLayout([.init("π/\"x\"", [2, 2]), .init("", []), .init("none", [3, 0])])
        let values: [Float] = [.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .nan]
        let bytes = try SafetensorsFile(layout: layout, values: values).encoded()
        let decoded = try SafetensorsFile(decoding: bytes)
        #expect(decoded.layout == layout && decoded.metadata.isEmpty)
        #expect(decoded.values.map(\.bitPattern) == values.map(\.bitPattern))
        #expect(decoded.encoded() == bytes)
    }

    @Test func tensorsComeInTheOrderOfTheirData() throws {
        let header =
            #"{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}}"#
        let file = try SafetensorsFile(decoding: Self.file(header, [1, 2]))
        #expect(file.layout.entries.map(\.name) == ["a", "b"])
        #expect(file.values == [1, 2])
    }

    @Test func everyTruncationIsRefused() throws {
        let bytes = try Self.example().encoded()
        for count in 0..<bytes.count {
            #expect(throws: LearningError.self, "\(count) bytes") {
                try SafetensorsFile(decoding: Array(bytes[..<count]))
            }
        }
        #expect(throws: LearningError.trailingBytes(count: 1)) { try SafetensorsFile(decoding: bytes + [0]) }
    }

    /// Whatever byte of the header changes, the file is read as something else or refused, never a crash.
    @Test(arguments: [1, 2, 3] as [UInt64]) func damagedHeadersNeverTrap(seed: UInt64) throws {
        let bytes = try Self.example().encoded()
        let headerEnd = bytes.count - 9 * 4
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            var damaged = bytes
            for _ in 0...generator.integer(below: 3) {
                damaged[generator.integer(below: headerEnd)] = UInt8(truncatingIfNeeded: generator.next())
            }
            if let file = try? SafetensorsFile(decoding: damaged) {
                #expect(file.values.count == 9, "seed \(seed)")
            }
        }
    }

    @Test(arguments: [
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
            LearningError.unsupportedType(name: "a", type: "F64")
        ),
        (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, .dataOffsets(name: "a", begin: 0, end: 8)),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, .dataOffsets(name: "a", begin: 4, end: 8)),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}"#, .dataOffsets(name: "a", begin: 8, end: 4)),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, .trailingBytes(count: 4)),
        (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, .truncated(bytes: 8, expected: 16)),
        (
            #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#,
            .invalidShape(name: "a", shape: [1 << 32, 1 << 32])
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2305843009213693952],"data_offsets":[0,8]}}"#,
            .dataOffsets(name: "a", begin: 0, end: 8)
        ),
        (
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            .duplicateName("a")
        ),
        (
            #"{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
            .duplicateName("k")
        ),
        (
            #"{"a":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#,
            .headerSyntax(offset: 39, expected: "a natural number")
        ),
        (
            #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
            .headerSyntax(offset: 37, expected: "a natural number")
        ),
        (
            #"{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
            .headerSyntax(offset: 17, expected: "a pair of surrogates")
        ),
        (#"[]"#, .headerSyntax(offset: 8, expected: "“{”")),
        (#"{} x"#, .headerSyntax(offset: 11, expected: "the end of the header")),
        (
            #"{"a":{"dtype":"F32","shape":[9999999999999999999],"data_offsets":[0,8]}}"#,
            .headerSyntax(offset: 55, expected: "a number below 2^63")
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}"#,
            .headerSyntax(offset: 65, expected: "dtype, shape and data_offsets, once each, in “a”")
        ),
    ])
    func hostileHeader(header: String, error: LearningError) throws {
        #expect(throws: error) { try SafetensorsFile(decoding: Self.file(header, [1, 2])) }
        #expect(!error.description.contains("\n"))
    }

    @Test func limitsAreKept() throws {
        let bytes = try Self.example().encoded()
        #expect(throws: LearningError.tooManyTensors(limit: 2)) {
            try SafetensorsFile(decoding: bytes, limits: .init(tensors: 2))
        }
        #expect(throws: LearningError.headerTooLong(bytes: UInt64.max, limit: 1 << 20)) {
            try SafetensorsFile(decoding: Array(repeating: 0xFF, count: 64))
        }
    }

    static func file(_ header: String, _ values: [Float]) -> [UInt8] {
        let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
        return length + Array(header.utf8)
            + values.flatMap { value in
                withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
            }
    }
}
