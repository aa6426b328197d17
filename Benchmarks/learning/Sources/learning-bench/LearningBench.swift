import Foundation
import Learning

/// The learning engine beside its competitors, in turns, so that what else the machine does hits all alike.
@main
enum LearningBench {
    static func main() throws {
        FreedMemory.keep(1 << 30)
        let repeats = Int(option("--repeats") ?? "") ?? 9
        let mail = messages(3000)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("learning-bench-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("messages.txt")
        let lines = mail.map { ([$0.label ? 1 : 0] + $0.features).map(String.init).joined(separator: " ") }
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let peers = startPeers(file.path)
        print(BLAS.description)
        for rival in Workload.Rival.allCases {
            print(peers[rival]?.title ?? "\(rival.rawValue): not there, so ours runs alone (pip install torch numpy)")
        }
        print("medians of \(repeats), one thread each\n\n\(Result.heading)")
        let chosen = (Workload.besidePyTorch(mail) + Workload.besideTheBook()).filter {
            $0.name.contains(option("--only") ?? $0.name)
        }
        let results = chosen.map { measure($0, peers[$0.rival], repeats) }
        guard let path = option("--json") else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(results).write(to: URL(fileURLWithPath: path))
    }

    private static func measure(_ workload: Workload, _ peer: Peer?, _ repeats: Int) -> Result {
        let body = workload.prepare()
        body()
        var ours: [Double] = []
        var theirs = [String: [Double]]()
        for _ in 0..<repeats {
            let time = ContinuousClock().measure(body).components
            ours.append(Double(time.seconds) + Double(time.attoseconds) * 1e-18)
            for name in workload.peerNames {
                if let seconds = peer?.run(name) { theirs[name, default: []].append(seconds) }
            }
        }
        let result = Result(
            workload: workload.name, ours: median(ours), theirs: theirs.values.map(median).min(), rival: peer?.title,
            goal: workload.goal)
        print(result.line)
        return result
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func startPeers(_ mail: String) -> [Workload.Rival: Peer] {
        guard let folder = option("--peers") else { return [:] }
        var peers: [Workload.Rival: Peer] = [:]
        for rival in Workload.Rival.allCases {
            peers[rival] = Peer(
                python: option("--python") ?? "python3", script: "\(folder)/\(rival.rawValue).py", arguments: [mail])
        }
        return peers
    }

    /// Messages as long and as unevenly worded as mail is: a message's words from a rank distribution like Zipf's.
    private static func messages(_ count: Int) -> [SparseExample] {
        var generator = SeededGenerator(seed: 15)
        return (0..<count).map { _ in
            let length = 20 + generator.integer(below: 200)
            let words = (0..<length).map { _ in UInt32(exp(Double(generator.unitFloat()) * log(65_535.0))) }
            return SparseExample(features: Set(words).sorted(), label: generator.integer(below: 10) < 3)
        }
    }

    private static func option(_ name: String) -> String? {
        let arguments = CommandLine.arguments
        guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
        return arguments[index + 1]
    }
}
