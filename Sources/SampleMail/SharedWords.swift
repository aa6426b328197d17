/// Words that letters of every kind use.
enum SharedWords {
    static let firstNames = [
        "Amélie", "Anders", "Beatriz", "Carol", "Chen", "Daniel", "Elif", "Farid", "Grace", "Håkon", "Ines", "Jonas",
        "Kofi", "Lena", "Łukasz", "Maya", "Nora", "Omar", "Priya", "Quentin", "Rosa", "Søren", "Tomás", "Uma", "Viktor",
        "Wanjiru", "Yuki", "Zoë",
    ]

    static let lastNames = [
        "Abara", "Bauer", "Castillo", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova", "Jensen",
        "Kowalska",
        "Lindqvist", "Müller", "Nakamura", "Okafor", "Petrov", "Quispe", "Rossi", "Schäfer", "Tanaka", "Ueda", "Varga",
        "Weiss", "Yılmaz", "Zhang",
    ]

    static let words: [String: [String]] = [
        "greeting": ["Hi {me}", "Hello {me}", "{me}", "Dear {me}", "Good morning {me}", "Hey"],
        "closing": ["Best", "Thanks", "Regards", "Cheers", "Many thanks", "See you", "Best wishes", "Talk soon"],
        "first": firstNames,
        "last": lastNames,
        "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        "month": ["January", "February", "March", "April", "May", "June", "September", "October", "November"],
        "time": ["{#}:00", "{#}:30", "{#} pm", "{#}:15 am", "noon", "half past {#}"],
        "city": [
            "Bergen", "Bogotá", "Chicago", "Dakar", "Genève", "Houston", "Izmir", "Kraków", "København", "Lisboa",
            "Osaka",
            "Porto", "Québec", "Toronto", "Valparaíso", "Zürich",
        ],
        "amount": ["{##},{##}0", "{###}.{##}", "{#},{###}", "{##}", "{####}"],
        "currency": ["$", "€", "USD ", "£"],
        "person": ["{first}", "{first} {last}", "{last}"],
        "soon": [
            "as soon as you can", "by {day}", "before {time}", "this week", "when you have a minute", "by {month} {##}",
        ],
        "please": ["Please", "Kindly", "If you get a chance, please", "When you have a moment, please"],
        "look": ["have a look at", "check", "review", "go through", "confirm", "sign off on"],
        "link": ["http://{site}/{ref}", "https://www.{site}/{ref}?id={####}", "http://{site}/r/{####}"],
        "ref": ["a{###}", "ref{####}", "n{##}x", "doc{###}"],
        "site": ["example.com", "example.net", "example.org", "shop.example", "mail.example"],
        "company": [
            "Aldgate Partners", "Blue Harbour", "Corvid Systems", "Delta Freight", "Ellery & Sons", "Fjordline",
            "Greenfield Foods", "Halcyon Labs", "Ironbridge", "Juniper Works", "Kestrel Analytics", "Lumen Books",
        ],
    ]
}
