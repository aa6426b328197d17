import Federation
import Foundation
import GRDB
import Primitives

extension Row {
    func bytes(_ column: String) throws -> [UInt8] { Array(try decode(Data.self, forColumn: column)) }

    func digest(_ column: String) throws -> Digest { try required(optionalDigest(column), column) }

    func optionalDigest(_ column: String) throws -> Digest? {
        try decode(Data?.self, forColumn: column).map { try required(Digest(bytes: $0), column) }
    }

    func integer(_ column: String) throws -> Int { try decode(Int.self, forColumn: column) }

    func timestamp(_ column: String) throws -> Timestamp {
        Timestamp(milliseconds: try decode(Int64.self, forColumn: column))
    }

    func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
        try required(Choice(rawValue: decode(String.self, forColumn: column)), column)
    }

    func json<Value: Decodable>(_ column: String) throws -> Value { try required(optionalJSON(column), column) }

    func optionalJSON<Value: Decodable>(_ column: String) throws -> Value? {
        try decode(String?.self, forColumn: column).map { text in
            try required(try? JSONDecoder().decode(Value.self, from: Data(text.utf8)), column)
        }
    }

    func hasValue(_ column: String) throws -> Bool { try decode(DatabaseValue.self, forColumn: column) != .null }

    private func required<Value>(_ value: Value?, _ column: String) throws -> Value {
        guard let value else { throw MalformedRow(column: column) }
        return value
    }
}

extension Digest {
    /// As a column holds it.
    var column: Data { Data(bytes) }
}

extension Encodable {
    /// As a text column holds it.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
