/// What people write about at home, and what shops and clubs that they chose write to them.
enum HomeTopics {
    static let all = [family, travel, club, school, newsletter, house]

    static let family = Theme(
        name: "family",
        subjects: [
            "photos from {city}", "Sunday lunch", "grandma's birthday", "news", "how are you?", "weekend",
        ],
        sentences: [
            "The children loved the beach in {city}, the photos are on the camera.",
            "Shall we bring a cake on {day}? {first} makes the salad.",
            "Mum's knee is better, she walks to the market again.",
            "{first} has a new tooth and sleeps no more than you did.",
            "Dad found your old bicycle, it only needs a chain.",
            "We watched the film that you recommended and laughed all evening.",
            "Call me {day}, I am home after {time}.",
            "The dog ate {first}'s homework, this time truly.",
            "Aunt {first} sends her love and {#} jars of plum jam.",
            "It rained all week, but the tomatoes do not mind.",
        ])

    static let travel = Theme(
        name: "travel",
        subjects: [
            "flights to {city}", "your booking {####}", "hotel in {city}", "itinerary {month} {##}",
            "train times {day}",
        ],
        sentences: [
            "Your booking {####} is confirmed: {city}, {##} {month}, two nights.",
            "The {time} train is sold out, I took the one at {time}.",
            "The hotel is ten minutes from the station and breakfast is included.",
            "The flight via {city} costs {currency}{###}, the direct one {currency}{###}.",
            "Check-in opens {day}; the reference is {ref}.",
            "Please bring your passport, the border control takes its time.",
            "{person} picks us up at the airport at {time}.",
            "Free cancellation until {day}, after that they charge one night.",
            "Is it worth to rent a car, or are the buses good enough?",
        ])

    static let club = Theme(
        name: "club",
        subjects: [
            "match on {day}", "choir rehearsal moved", "training {time}", "results from {city}", "club dinner, {month}",
        ],
        sentences: [
            "We play {city} on {day}, meet at the pitch at {time}.",
            "The rehearsal moves to {time}, altos a quarter of an hour earlier.",
            "{person} won her heat and came third in the final.",
            "Bring boots, the ground is soft after the rain.",
            "Fees are {currency}{##} for the season. {please} pay the treasurer {soon}.",
            "The goalkeeper has a cold, can {first} stand in?",
            "We need two more drivers for the trip to {city}.",
            "The new jerseys have arrived and they are very green.",
            "For the concert we sing the Bach and three folk songs.",
        ])

    static let school = Theme(
        name: "school",
        subjects: [
            "parents' evening {day}", "class trip to {city}", "homework for {day}", "school bake sale", "maths club",
        ],
        sentences: [
            "Parents' evening is on {day} at {time} in the library.",
            "The class goes to {city} in {month}; the cost is {currency}{##} a child.",
            "{first} reads very well and could be quieter in maths.",
            "{please} sign the form and hand it in {soon}.",
            "Bring a packed lunch and a rain jacket, no phones.",
            "The science project is due {day}: a poster about the solar system.",
            "We collect books for the fair, {person} has the list.",
            "There is no school on {day}, the teachers are in training.",
            "The bus leaves at {time} sharp from the main gate.",
        ])

    static let newsletter = Theme(
        name: "newsletter",
        subjects: [
            "{company} news, {month}", "Members' offer: {##}% off until {day}", "New in our shop",
            "Your {month} programme",
            "Last places for {city}",
        ],
        sentences: [
            "As a member you get {##}% off all books until {day}: {link}",
            "New this month: {##} recipes, a walk around {city} and an interview with {person}.",
            "The exhibition opens {day} at {time}, admission is free for members.",
            "Save {currency}{##} when you renew before {month} {##}.",
            "Order today and get free delivery, as always from {currency}{##}.",
            "You receive this because you subscribed at {company}. Unsubscribe: {link}",
            "Your points: {###}. They are good for {currency}{##} at your next purchase.",
            "Our winter sale starts {day}, the best offers go first.",
            "Tickets for {person} in {city} are available now: {link}",
        ])

    static let house = Theme(
        name: "house",
        subjects: [
            "boiler appointment {day}", "rent and heating {month}", "the garden fence", "insurance question", "keys",
        ],
        sentences: [
            "The plumber comes on {day} between {time} and {time}, can you let him in?",
            "The heating bill is {currency}{###} more than last year, the loft needs insulation.",
            "Our insurance pays for the window but not for the frame.",
            "The bank offers {#}.{##} percent for ten years, I asked for it in writing.",
            "I left the keys with {person} next door.",
            "The landlord repairs the fence {soon}, or so he says.",
            "The estimate for the roof is {currency}{##},{###} including the gutters.",
            "We should read the meter before {month} {##}.",
            "There is mould behind the wardrobe again.",
        ])
}
