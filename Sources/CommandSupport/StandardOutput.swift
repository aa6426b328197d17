@preconcurrency import Glibc
import Sysexits

/// What a program was asked for goes here. On a disk that is full it is not there, and the program has failed.
package enum StandardOutput {
    /// Writes a text at once, also into a pipe.
    ///
    /// - Throws: ``CommandFailure``.
    package static func write(_ text: String) throws {
        do {
            try DescriptorOutput.write(Array(text.utf8)[...], to: STDOUT_FILENO)
        } catch {
            throw failure("\(error)")
        }
    }

    /// Writes what `print` still holds back.
    ///
    /// - Throws: ``CommandFailure`` when that failed, or something before it.
    package static func finish() throws {
        guard fflush(stdout) == 0 else { throw failure(String(cString: strerror(errno))) }
        guard ferror(stdout) == 0 else { throw failure("a part of it is missing") }
    }

    private static func failure(_ reason: String) -> CommandFailure {
        CommandFailure(.inputOutput, "standard output cannot be written: \(reason)")
    }
}
