import Federation
import Foundation
import Primitives

/// Checks the fields of one message; an error names both.
struct Field {
    private let message: String

    init(_ message: String) { self.message = message }

    func digest(_ data: Data, _ field: String) throws -> Digest {
        try require(Digest(bytes: data), field)
    }

    /// An absent digest travels as no bytes.
    func optionalDigest(_ data: Data, _ field: String) throws -> Digest? {
        data.isEmpty ? nil : try digest(data, field)
    }

    func signature(_ data: Data, _ field: String) throws -> [UInt8] {
        try check(data.count == 64, field)
        return Array(data)
    }

    func name(_ text: String, _ field: String) throws -> PartyName {
        try require(try? PartyName(text), field)
    }

    /// A count or a size: below 2^40, so that sums of a few cannot overflow.
    func size(_ value: UInt64, _ field: String) throws -> Int {
        try check(value < 1 << 40, field)
        return Int(value)
    }

    /// A total over contributors, as large as a metric's slot in a sum: below 2^60, so that a few can be added.
    func total(_ value: UInt64, _ field: String) throws -> Int {
        try check(value < 1 << 60, field)
        return Int(value)
    }

    /// A moment after 1970 and before the year 10889, so that times can be added and subtracted.
    func timestamp(_ milliseconds: Int64, _ field: String) throws -> Timestamp {
        try check((0..<1 << 48).contains(milliseconds), field)
        return Timestamp(milliseconds: milliseconds)
    }

    func number(_ value: UInt32, _ field: String, in range: ClosedRange<UInt32>) throws -> Int {
        try check(range.contains(value), field)
        return Int(value)
    }

    /// There are up to 16 holders, numbered from 1.
    func holder(_ value: UInt32, _ field: String) throws -> Int { try number(value, field, in: 1...16) }

    func finite(_ value: Double, _ field: String) throws -> Double {
        try check(value.isFinite, field)
        return value
    }

    /// Numbers of blocks: ascending, each below 2^16.
    func blocks(_ values: [UInt32], _ field: String) throws -> [Int] {
        try check(!values.isEmpty && values.allSatisfy { $0 < 1 << 16 }, field)
        try check(zip(values, values.dropFirst()).allSatisfy(<), field)
        return values.map(Int.init)
    }

    func require<Value>(_ value: Value?, _ field: String) throws -> Value {
        guard let value else { throw WireError.field(message: message, field: field) }
        return value
    }

    func check(_ condition: Bool, _ field: String) throws {
        guard condition else { throw WireError.field(message: message, field: field) }
    }
}
