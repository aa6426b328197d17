import CommandSupport
import GrokProvision

Program.run(ProvisionCommand.self)
