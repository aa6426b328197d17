import Mail
import Mailboxes

/// Somebody with a mailbox: a name, people who write to them, and what about.
struct Persona {
    let address: MailAddress
    /// The topics of their mail, and how likely each is, as the list's repetitions.
    let topics: [Theme]
    /// The campaigns that reach them, likewise.
    let campaigns: [Theme]
    let correspondents: [MailAddress]
    /// The part of their mail that is spam.
    let spamShare: Double
    let grammar: Grammar

    /// The persona of a name, always the same for a name and a seed whoever else takes part.
    init(name: String, seed: UInt64) {
        var random = SplitMix64(seed: seed ^ Self.hash(name))
        let displayName = name.prefix(1).uppercased() + name.dropFirst()
        address = MailAddress("\(name.lowercased())@home.example", name: displayName)
        topics = Self.weighted(random.pick(3, of: WorkTopics.all) + random.pick(3, of: HomeTopics.all))
        // Everybody gets most campaigns, nobody gets all.
        campaigns = Self.weighted(random.pick(Campaigns.all.count - 3, of: Campaigns.all))
        correspondents = (0..<14).map { _ in Self.correspondent(&random) }
        spamShare = 0.35 + 0.3 * random.unit()
        grammar = Grammar(SharedWords.words).with(Campaigns.words).with([
            "me": [displayName], "project": random.pick(5, of: Self.projects),
            "station": random.pick(5, of: Self.stations),
            "module": random.pick(5, of: Self.modules), "branch": ["main", "release", "devel", "feature-{##}"],
        ])
    }

    /// The seed of one of a persona's streams of mail.
    static func streamSeed(_ name: String, seed: UInt64, stream: UInt64) -> UInt64 {
        var random = SplitMix64(seed: hash(name) &+ seed &* 0x9E37_79B9_7F4A_7C15 &+ stream)
        return random.next()
    }

    /// The first three count three times, the next two twice.
    private static func weighted(_ themes: [Theme]) -> [Theme] {
        themes + themes.prefix(5) + themes.prefix(3)
    }

    private static func correspondent(_ random: inout SplitMix64) -> MailAddress {
        let (first, last) = (random.pick(SharedWords.firstNames), random.pick(SharedWords.lastNames))
        let local = "c\(random.below(900) + 100)"
        return MailAddress("\(local)@\(random.pick(["work", "uni", "home", "club"])).example", name: "\(first) \(last)")
    }

    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static let projects = [
        "Albatross", "Bluebell", "Cobalt", "Drifter", "Ember", "Falcon", "Granite", "Harvest", "Indigo", "Juniper",
        "Kingfisher", "Lantern", "Meridian", "Nightjar", "Obsidian",
    ]
    private static let stations = [
        "Carthage", "Eastgate", "Fort Lee", "Hawkins", "Katy", "Moss Bluff", "Nordhavn", "Oakridge", "Riverside",
        "Tetra",
        "Vidor", "Waha",
    ]
    private static let modules = [
        "the scheduler", "the cache", "the importer", "billing", "the index", "the login page", "the logger", "search",
        "the mailer", "the renderer",
    ]
}
