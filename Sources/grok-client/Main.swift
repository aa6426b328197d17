import BigNumber
import CommandSupport

@main
enum Main {
    static func main() {
        // Before anything else allocates: what GMP frees may have held a key.
        GMPAllocators.installWiping()
        Program.run(ClientCommand.self)
    }
}
