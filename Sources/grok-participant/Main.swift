import BigNumber
import CommandSupport
import Glibc

/// What grok-client becomes for everything but plain filtering.
@main
enum Main {
    static func main() {
        // Before anything else allocates: what GMP frees may have held a key.
        GMPAllocators.installWiping()
        nameProcess("grok-client")
        let arguments = CommandLine.arguments.dropFirst()
        let isQuestion = arguments.contains { ["--help", "-h", "--version"].contains($0) }
        if arguments.first == "filter", !isQuestion { FilterCommand.start(Array(arguments.dropFirst())) }
        Program.run(ClientCommand.self)
    }

    /// In lists of processes it is the program whose commands it runs (proc(5), /proc/pid/comm).
    private static func nameProcess(_ name: String) {
        let file = open("/proc/self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        DescriptorOutput.write(name, to: file)
        close(file)
    }
}
