package import Federation
package import Sysexits

extension KitError: ExitStatusProviding {
    /// A kit that cannot be used.
    package var exitStatus: ExitStatus { .kit }
}
