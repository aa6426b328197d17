/// What people write about at work.
enum WorkTopics {
    static let all = [logistics, invoices, software, research, meetings, hiring]

    static let logistics = Theme(
        name: "logistics",
        subjects: [
            "{month} nominations at {station}", "revised volumes for {project}", "{station} outage {day}",
            "allocation question, meter {####}", "pipeline capacity {month}",
        ],
        sentences: [
            "The nomination for {station} goes up to {##},000 a day from {day}.",
            "{person} says that meter {####} was flat on {day}, so the allocation is an estimate.",
            "{please} {look} the volumes for {month} and let the schedulers know {soon}.",
            "We are short about {###} units at {station}; can {company} make up the difference?",
            "The operator confirmed maintenance at {station} until {day}.",
            "I moved the {project} deal to the new contract, ticket {####}.",
            "Transport to {city} is full, the next slot is {day} at {time}.",
            "Counterparty wants the price fixed at {#}.{##} for the rest of {month}.",
            "Storage is at {##} percent and the forecast is colder than usual.",
            "The imbalance for last month is {###}, which we carry forward.",
        ])

    static let invoices = Theme(
        name: "invoices",
        subjects: [
            "Invoice {####} from {company}", "Re: purchase order {####}", "expenses {month}", "payment terms {company}",
            "credit note for {project}", "Your order {####} has shipped",
        ],
        sentences: [
            "Invoice {####} over {currency}{amount} is attached, payable within {##} days.",
            "{company} billed us twice for {project}; I asked for a credit note.",
            "{please} approve the payment {soon}, the account details have not changed.",
            "The purchase order says {##} units, the delivery note says {##}.",
            "Your order {####} left our warehouse in {city} and arrives {day}.",
            "I need your receipts for the trip to {city} before I can close the month.",
            "The total without tax is {currency}{amount}; the discount was not applied.",
            "Accounting wants the cost centre on every invoice from {month} on.",
            "Thank you for your payment of {currency}{amount}, received {day}.",
            "You can download the statement in your account: {link}",
        ])

    static let software = Theme(
        name: "software",
        subjects: [
            "build {####} fails on {branch}", "code review: {project} parser", "release notes {#}.{#}",
            "crash in {module}",
            "[{project}] weekly build report", "upgrade of the test servers",
        ],
        sentences: [
            "The build on {branch} fails since {day}: a test in {module} times out.",
            "I pushed a fix for the crash in {module}. {please} review it {soon}.",
            "The regression comes from commit {ref}, the cache is never invalidated.",
            "Memory goes up by {##} MB an hour, the profiler points at {module}.",
            "Version {#}.{#} drops the old protocol, so clients need an upgrade first.",
            "{person} rewrote the parser; it is {##} percent faster and half as long.",
            "The server log shows {###} timeouts between {time} and {time}.",
            "Can we merge {branch} before the freeze on {day}?",
            "I cannot reproduce it here, which compiler and library version do you use?",
            "Documentation for {module} is at {link}",
        ])

    static let research = Theme(
        name: "research",
        subjects: [
            "draft of section {#}", "referee report on {project}", "seminar {day}: {person}", "data for figure {#}",
            "deadline for abstracts", "reading group: chapter {##}",
        ],
        sentences: [
            "I rewrote section {#}; the proof of lemma {#} is now half a page.",
            "The referee asks for a comparison with {last} and {last}, and for error bars in figure {#}.",
            "Our samples from {city} are {##} percent below the baseline, which I cannot explain yet.",
            "{person} gives the seminar on {day} at {time}, room {###}.",
            "The abstract is due {day}, {###} words at most.",
            "Could you send the raw measurements of experiment {##}? The table has a gap.",
            "The estimate converges slowly, the posterior has two modes.",
            "{please} prepare chapter {##} up to exercise {#} for the reading group.",
            "The grant covers travel to {city} and one student for {##} months.",
            "I uploaded the notebook and the corrected data set to {link}",
        ])

    static let meetings = Theme(
        name: "meetings",
        subjects: [
            "{day} meeting", "agenda for {day}", "moved to {time}", "minutes: {project}", "lunch with {company}",
            "quick call about {project}?",
        ],
        sentences: [
            "Does {day} at {time} suit you? {person} can only come after {time}.",
            "Agenda: budget, the {project} schedule, and who goes to {city}.",
            "I booked room {###}; dial in with code {####} if you are away.",
            "{person} takes the minutes this time.",
            "We agreed to decide about {project} after the visit of {company}.",
            "{please} send me your slides {soon}, I put them together.",
            "The call with {company} is moved to {day}, same number.",
            "Open point from last time: nobody has answered {person} yet.",
            "Let us keep it short, half an hour is enough.",
            "The steering group meets in {city} on {month} {##}.",
        ])

    static let hiring = Theme(
        name: "hiring",
        subjects: [
            "candidates for {project}", "interview {day} {time}", "offer letter", "training in {month}",
            "holiday plan {month}",
        ],
        sentences: [
            "Three candidates are left; {person} has the most experience with {module}.",
            "The interview is on {day} at {time}, can you take the technical part?",
            "Her references from {company} are excellent.",
            "Human resources sends the offer letter {soon}, the salary is in the usual band.",
            "{please} enter your holidays for {month} in the calendar.",
            "The first aid training is full, the next one is in {month}.",
            "{person} starts on {month} {##} and shares your office until the move.",
            "We need {#} people for the night shift at {station}.",
            "The appraisal form has changed, use the new one: {link}",
        ])
}
