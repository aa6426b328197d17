package import CommandSupport
package import Mailboxes

extension ClientConfiguration {
    /// The participant's mail, and what the participant says that it is.
    package var mail: MailPaths { MailPaths(data, spam: spam, ham: ham) }
}
