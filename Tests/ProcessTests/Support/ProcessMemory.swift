import Foundation

/// The memory of another process, as the system shows it to its owner (proc(5)).
enum ProcessMemory {
    private static let pieceByteCount = 1 << 20

    /// Whether some writable memory of a process holds these bytes.
    static func contains(_ needle: String, in process: pid_t) throws -> Bool {
        let needle = Data(needle.utf8)
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(memory) }
        return try regions(of: process).contains { contains(needle, in: $0, of: memory) }
    }

    /// Piece by piece, each with the end of the one before; what cannot be read, as a guard page, is passed over.
    private static func contains(_ needle: Data, in region: Range<Int>, of memory: Int32) -> Bool {
        var piece = [UInt8](repeating: 0, count: pieceByteCount)
        var offset = region.lowerBound
        while offset < region.upperBound {
            let wanted = min(pieceByteCount, region.upperBound - offset)
            let count = pread(memory, &piece, wanted, off_t(offset))
            if count > 0, Data(piece.prefix(count)).range(of: needle) != nil { return true }
            let step = count > needle.count ? count - needle.count + 1 : 4096
            offset += offset + wanted == region.upperBound && count == wanted ? wanted : step
        }
        return false
    }

    private static func regions(of process: pid_t) throws -> [Range<Int>] {
        let maps = try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
        return maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count >= 2, fields[1].hasPrefix("rw") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
        }
    }
}
