import Foundation

/// `Vectors/make_vectors.py`, where Python and phe are there to run it.
enum PythonPaillier {
    /// Whether there is Python at all; the threshold scheme's scripts need nothing else.
    static let hasPython = (try? run(["-c", "import sys"], script: nil).status) == 0
    static let isInstalled = (try? run(["-c", "import phe"], script: nil).status) == 0

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        try run(arguments, script: VectorFile.folder.appending(path: "make_vectors.py").path())
    }

    static func run(_ arguments: [String], script: String?) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + (script.map { [$0] } ?? []) + arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
