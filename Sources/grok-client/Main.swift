import FoundationEssentials
import Glibc
import GrokFilter
import Primitives
import ProgramBasics
import Sysexits

/// The participant's program.
///
/// Mail systems start `filter` for every message, and what it reads is a stranger's: so this program is that alone, linked
/// with nothing of the federation, the network, the database or archives, and starts in half of the time. All else, and a
/// filter with unusual arguments, is grok-participant's, which takes this process over.
@main
enum Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "filter" { filter(arguments.dropFirst()) }
        let reason = ParticipantProgram.takeOver()
        guard arguments.first == "filter" else {
            DescriptorOutput.write("grok-client: \(reason)\n", to: STDERR_FILENO)
            exit(ExitStatus.failed.rawValue)
        }
        // No mail is lost for want of a program.
        exit(FilterRun(hasVerdictAsStatus: arguments.contains("--exit-code")).passUnchanged(because: reason))
    }

    /// Filters and ends the process, where the arguments say plainly how; else returns.
    private static func filter(_ arguments: ArraySlice<String>) {
        guard let arguments = FilterArguments(arguments) else { return }
        let run = FilterRun(hasVerdictAsStatus: arguments.hasVerdictAsStatus)
        OpenSSL.startForDigests()
        // By _exit, since all is written: what libraries would tidy up is about to be gone.
        switch Result(catching: { try arguments.path(environment: ProcessInfo.processInfo.environment) }) {
        case .success(nil): return
        case .success(let path?): _exit(run.status { try NewestModel.classifier(path: path, rates: arguments.rates) })
        case .failure(let error): _exit(run.status { throw error })
        }
    }
}
