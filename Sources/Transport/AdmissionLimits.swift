/// How many connections a listener takes.
package struct AdmissionLimits: Sendable {
    /// Connections in all.
    package var total = 1024
    /// Connections that have not shown yet who they are.
    package var unauthenticated = 256
    /// The same from one address. An office behind one address is legitimate, and authenticates within milliseconds.
    package var unauthenticatedFromAddress = 64
    /// How many more the kernel keeps waiting.
    package var backlog: Int32 = 512

    package init() {}
}
