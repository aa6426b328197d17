import Foundation

/// What the kernel says a process has used (proc(5)).
struct ProcessUsage {
    /// Processor time, user and system, in seconds.
    let cpuSeconds: Double
    /// Resident memory now, and the most that there was, in bytes.
    let residentBytes: Int
    let peakResidentBytes: Int
    /// Open descriptors.
    let descriptors: Int

    /// nil when there is no such process.
    init?(of process: Int32) {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        else { return nil }
        residentBytes = Self.kilobytes("VmRSS", status) << 10
        peakResidentBytes = Self.kilobytes("VmHWM", status) << 10
        // The name of the program, in parentheses, may hold anything; utime and stime are fields 14 and 15.
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        cpuSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? 0
    }

    private static func kilobytes(_ key: String, _ status: String) -> Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix("\(key):") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
