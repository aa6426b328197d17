/// How much of hostile mail is looked at, so that no message takes more memory or time than these allow.
public struct MailLimits: Hashable, Sendable {
    /// The bytes of one message; a longer one is skipped as `SkipReason.messageTooLarge`. 64 MiB by default.
    public var messageBytes = 64 << 20
    /// The UTF-8 bytes of text taken from one message; the rest is left, and counted in `MailSummary.textsCut`.
    /// 1 MiB by default.
    public var textBytes = 1 << 20
    /// The bytes of HTML parsed in one message: libxml2's time grows with the square of a start tag's attributes.
    /// 256 KiB by default.
    public var htmlBytes = 256 << 10
    /// The bytes of one header block; what is beyond it is not looked at. 256 KiB by default.
    public var headerBytes = 256 << 10
    /// The parts of one message; further ones are left. 1,000 by default.
    public var parts = 1_000
    /// How deep parts nest; what is deeper is left. 32 by default.
    public var depth = 32

    /// The defaults.
    public init() {}
}
