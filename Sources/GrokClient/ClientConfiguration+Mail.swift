package import CommandSupport
package import Mail

extension ClientConfiguration {
    /// The participant's mail, and what the participant says that it is.
    package var mail: MailPaths { MailPaths(data, spam: spam, ham: ham) }
}
