/// A day and a time in UTC, from and to seconds since 1970, and as mail writes them.
package struct CivilDate: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var secondOfDay = 0

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// By the 400-year cycle of the Gregorian calendar, with years that start in March (Hinnant, "chrono-compatible
    /// low-level date algorithms").
    package init(secondsSince1970 seconds: Int64) {
        let days = Int(seconds.dividedDown(by: 86_400))
        let shifted = days + 719_468
        let era = Int(Int64(shifted).dividedDown(by: 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        secondOfDay = Int(seconds - Int64(days) * 86_400)
    }

    /// The inverse.
    var secondsSince1970: Int64 {
        let fromMarch = month <= 2 ? year - 1 : year
        let era = Int(Int64(fromMarch).dividedDown(by: 400))
        let yearOfEra = fromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400 + Int64(secondOfDay)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// `Fri, 10 Dec 1999 00:00:00 +0000` (RFC 5322 §3.3).
    var rfc5322: String {
        "\(weekday), \(day) \(Self.months[month - 1]) \(Self.padded(year, to: 4)) \(time) +0000"
    }

    /// `Fri Dec 10 00:00:00 1999`, as `asctime` writes it (RFC 4155).
    package var asctime: String {
        let paddedDay = day < 10 ? " \(day)" : "\(day)"
        return "\(weekday) \(Self.months[month - 1]) \(paddedDay) \(time) \(Self.padded(year, to: 4))"
    }

    /// `1999-12-10`.
    package var iso8601: String {
        [Self.padded(year, to: 4), Self.padded(month, to: 2), Self.padded(day, to: 2)].joined(separator: "-")
    }

    private var weekday: String {
        let days = secondsSince1970.dividedDown(by: 86_400)
        return Self.weekdays[Int(days - days.dividedDown(by: 7) * 7)]
    }

    private var time: String {
        [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
            .map { Self.padded($0, to: 2) }.joined(separator: ":")
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// The quotient, rounded down.
    package func dividedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
