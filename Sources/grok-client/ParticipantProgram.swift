import Glibc

/// grok-participant: everything that a participant's program does besides filtering.
enum ParticipantProgram {
    private static let name = "grok-participant"

    /// Becomes it, with the same arguments.
    ///
    /// - Returns: why that failed.
    static func takeOver() -> String {
        guard let folder else { return "it cannot be told where this program is" }
        // Where it was built, and where it is installed.
        let places = ["\(folder)/\(name)", "\(folder)/../lib/grok/\(name)"]
        for place in places {
            execv(place, CommandLine.unsafeArgv)
            let number = errno
            guard number == ENOENT else { return "\(place) cannot be started: \(String(cString: strerror(number)))" }
        }
        return "\(name) is missing: it belongs at \(places[0]) or \(places[1]); install it again"
    }

    /// The folder of this program's file, whatever links led to it.
    private static var folder: String? {
        guard let file = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(file) }
        let path = String(cString: file)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
