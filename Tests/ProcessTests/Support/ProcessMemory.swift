import Foundation

/// The memory of another process, as the system shows it to its owner (proc(5)).
enum ProcessMemory {
    /// Whether some writable memory of a process holds these bytes.
    static func contains(_ needle: String, in process: pid_t) throws -> Bool {
        let needle = Data(needle.utf8)
        let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/mem"))
        defer { try? memory.close() }
        return try regions(of: process).contains { region in
            try memory.seek(toOffset: region.lowerBound)
            guard let bytes = try? memory.read(upToCount: region.count) else { return false }
            return bytes.range(of: needle) != nil
        }
    }

    private static func regions(of process: pid_t) throws -> [Range<UInt64>] {
        let maps = try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
        return maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count >= 2, fields[1].hasPrefix("rw") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1], fields.last != "[vvar]" else { return nil }
            return ends[0]..<ends[1]
        }
    }
}
