/// What became of the bytes of a message.
package enum ParsedMail {
    case message(MailMessage, TextQuality)
    case skipped(SkipReason)
}
