import BigNumber
import Foundation

/// Where the figures come from.
struct Machine: Codable {
    /// The processor's name.
    let processor: String
    /// Cores of the machine; one of them is used at a time.
    let cores: Int
    /// The numbers of those that this process, and so every contender, may run on, as Linux writes them.
    let usableCores: String
    /// What our schemes run on where nothing else is said.
    let kernel: String
    /// Work waiting for a core, over the last minute: above the number of cores the machine is not ours alone.
    let load: Double

    init() {
        let information = Self.fields(of: "/proc/cpuinfo")
        let field = { (name: String) in information[name] ?? "unknown" }
        processor = "\(field("model name")), family \(field("cpu family")), model \(field("model"))"
        cores = ProcessInfo.processInfo.processorCount
        usableCores = Self.fields(of: "/proc/self/status")["Cpus_allowed_list"] ?? "unknown"
        kernel = "\(Kernel.best)"
        load = Self.text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// The values in lines of names and values; the first of each name, such as the first core's.
    private static func fields(of path: String) -> [String: String] {
        let pairs = text(path).split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
