import CommandSupport
import Federation
import Glibc
import Sysexits

/// What `verify` does in both programs.
package enum AuditCommand {
    /// Prints one line a file, or an object.
    ///
    /// - Throws: ``CommandFailure`` when something does not hold.
    package static func run(kit: String, paths: [String], json: Bool) throws {
        var run = try AuditRun(AuditFederation(KitFile.load(kit)))
        var (wrong, count) = (0, 0)
        for file in try AuditFile.find(paths) {
            count += 1
            for finding in run.check(file) {
                if !finding.holds { wrong += 1 }
                print(json ? try finding.json() : finding.line)
                // Whoever reads a pipe sees each file's line when it is checked, which takes a while.
                fflush(nil)
            }
        }
        guard wrong == 0 else {
            throw CommandFailure(
                .failed, "\(Quantity.count(wrong, "thing")) wrong in \(Quantity.count(count, "file")); see above")
        }
    }
}
