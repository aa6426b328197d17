import BigNumber
import CommandSupport

@main
enum Main {
    static func main() {
        // Before anything else allocates: what GMP frees may have held a key.
        GMPAllocators.installWiping()
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "filter" { FilterCommand.start(Array(arguments.dropFirst())) }
        Program.run(ClientCommand.self)
    }
}
