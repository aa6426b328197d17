extension Roster {
    /// Why `newer` cannot take this roster's place; nil when it can, whatever its signature.
    ///
    /// Signatures of everybody ever enrolled have to stay checkable, those of open rounds first: nobody vanishes, no key
    /// changes, who was revoked stays so.
    public func objection(to newer: Roster) -> String? {
        if newer.federation != federation { return "it is of the federation \(newer.federation)" }
        if newer.number == number { return "it is another one of the same number \(number)" }
        if newer.number < number { return "its number is \(newer.number), older than \(number)" }
        if newer.serverKey != serverKey { return "it gives the server another key" }
        for old in members {
            guard let new = newer.member(old.name) else { return "\(old.name) is missing, revoked or not" }
            if new.key != old.key { return "it gives \(old.name) another key" }
            if old.revoked, !new.revoked { return "it takes back that \(old.name) was revoked" }
        }
        return nil
    }
}
