import CommandSupport

@main
enum Main {
    static func main() { Program.run(LabCommand.self) }
}
