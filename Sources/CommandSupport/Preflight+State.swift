import Foundation
import Sysexits

extension Preflight {
    /// Bytes free below which a state directory is soon full, and below which it is.
    private static let (scarceBytes, leastBytes) = (1 << 30, 64 << 20)

    /// A state directory, which is not created when it is missing: whether it could be used, and how much room there is.
    ///
    /// - Parameter open: takes and leaves it, which tells whose it is and whether another process has it; returns what
    ///   is odd about it.
    package mutating func checkState(at path: String, open: () throws -> String?) {
        let isThere = FileManager.default.fileExists(atPath: path)
        let place = isThere ? path : Self.existingAncestor(of: path)
        let odd = attempt("state") { () throws -> String? in
            // With the dot, it has to be a directory.
            guard access("\(place)/.", W_OK | X_OK) == 0 else {
                throw CommandFailure(.inputOutput, "\(place) cannot be written: \(String(cString: strerror(errno)))")
            }
            return isThere ? try open() : nil
        }
        guard let odd else { return }
        if let odd { warn("state", odd) } else { pass("state", isThere ? path : "\(path) will be created") }
        checkSpace(at: place)
    }

    private mutating func checkSpace(at path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else {
            return warn("space", "\(path): \(String(cString: strerror(errno)))")
        }
        let free = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        let text = "\(Quantity.bytes(free)) free at \(path)"
        switch free {
        case ..<Self.leastBytes: fail("space", CommandFailure(.inputOutput, "only \(text)"))
        case ..<Self.scarceBytes: warn("space", "only \(text)")
        default: pass("space", text)
        }
    }

    private static func existingAncestor(of path: String) -> String {
        var names = URL(filePath: path).standardizedFileURL.pathComponents.dropFirst()
        while !names.isEmpty, !FileManager.default.fileExists(atPath: "/" + names.joined(separator: "/")) {
            names.removeLast()
        }
        return "/" + names.joined(separator: "/")
    }
}
