import Foundation
import Testing

/// What `make_vectors.py` computed without any of the code under test.
enum Vectors {
    static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        let folder = try #require(Bundle.module.url(forResource: "Vectors", withExtension: nil))
        return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }
}
