import Foundation

/// What this process uses, as proc(5) tells it; what cannot be read is nil.
package struct ProcessFigures: Equatable, Sendable {
    package var cpuSeconds: Double?
    package var residentBytes: Double?
    package var virtualBytes: Double?
    package var openDescriptors: Double?
    package var maximumDescriptors: Double?
    /// Seconds since 1970.
    package var startSeconds: Double?

    package init() {}

    /// Now.
    package static var current: ProcessFigures {
        var figures = ProcessFigures()
        figures.readStat()
        figures.openDescriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))
            .map { Double($0.count) }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            figures.maximumDescriptors = Double(limit.rlim_cur)
        }
        return figures
    }

    /// proc_pid_stat(5); the second field is the program's name in parentheses and may contain anything.
    private mutating func readStat() {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return }
        let fields = stat[stat.index(after: end)...].split(separator: " ").map { Double($0) }
        func field(_ number: Int) -> Double? { fields.indices.contains(number - 3) ? fields[number - 3] : nil }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        if let user = field(14), let system = field(15) { cpuSeconds = (user + system) / ticks }
        virtualBytes = field(23)
        residentBytes = field(24).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
        if let boot = Self.bootSeconds, let start = field(22) { startSeconds = boot + start / ticks }
    }

    private static let bootSeconds: Double? = {
        let stat = try? String(contentsOfFile: "/proc/stat", encoding: .utf8)
        let line = stat?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }()
}
