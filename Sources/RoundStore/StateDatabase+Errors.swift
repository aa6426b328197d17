import Federation
import GRDB
import Wire

/// A value in a row that no version of this code wrote.
struct MalformedRow: Error {
    let column: String
}

/// Runs `body`; whatever SQLite, GRDB or a decoder throws becomes a ``StoreError`` that says what was being done.
func translating<Result>(_ name: StaticString, path: String, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as StoreError {
        throw error
    } catch let error as DatabaseError {
        throw StoreError(error, doing: name, path: path)
    } catch let error as MalformedRow {
        throw StoreError.corrupted(path: path, reason: "\(name): the column \(error.column) holds no such thing")
    } catch let error as WireError {
        throw StoreError.corrupted(path: path, reason: "\(name): \(error)")
    } catch {
        // A value of another type in a row; GRDB's description would quote the whole row.
        throw StoreError.corrupted(path: path, reason: "\(name): a row does not hold what it should")
    }
}

extension StoreError {
    init(_ error: DatabaseError, doing name: StaticString, path: String) {
        let reason = "\(name): \((error.message ?? "SQLite error \(error.resultCode.rawValue)").oneLine)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, process: nil)
        case .SQLITE_CONSTRAINT: self = .conflict(reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupted(path: path, reason: reason)
        default: self = .inputOutput(path: path, reason: reason)
        }
    }
}

extension String {
    var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
