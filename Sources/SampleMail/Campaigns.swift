/// What spam is about. Several campaigns mimic wanted mail: invoices, deliveries, accounts, replies.
enum Campaigns {
    static let all = [
        pharmacy, lottery, account, watches, loans, advanceFee, investment, software, falseInvoice, parcel, diet,
        rankings,
    ]

    static let pharmacy = Theme(
        name: "pharmacy",
        subjects: [
            "{pill} from ${#} a dose", "No prescription needed", "{first}, your {pill} refill", "SAVE {##}% on meds",
        ],
        sentences: [
            "Order {pill} and {pill} online, no prescription, no questions.",
            "Save up to {##}% against your local pharmacy!", "Discreet packaging, worldwide shipping in {#} days.",
            "Over {###},000 satisfied men cannot be wrong.", "Click here: {link}",
            "Generic {pill}, same active ingredient.",
            "Free bonus pills with each order today.", "Our doctors are online now.",
        ])

    static let lottery = Theme(
        name: "lottery",
        subjects: [
            "CONGRATULATIONS you have WON", "Your email won {currency}{#},{###},000", "Final notice: prize {####}",
        ],
        sentences: [
            "Your email address was drawn in our international lottery and won {currency}{###},000.00.",
            "To claim your prize contact our agent {person} within {##} hours.",
            "Send your full name, address, telephone and bank.", "Ticket number {####}-{####}, batch {ref}.",
            "Keep this award confidential until your claim is processed.", "You are one of {##} lucky winners!",
            "A processing fee of {currency}{###} is required to release the funds.",
        ])

    static let account = Theme(
        name: "account",
        subjects: [
            "Your account has been limited", "Security alert: sign-in from {city}", "Verify your mailbox",
            "Action required",
        ],
        sentences: [
            "We noticed unusual activity in your account from {city}.",
            "Verify your password within {##} hours or your access is suspended: {link}",
            "Your mailbox is {##}% full and incoming messages are rejected.",
            "Confirm your billing information here: {link}",
            "This is an automated message from the security team.",
            "Dear customer, for your protection we limited your account.",
            "Failure to update will result in permanent closure.", "Log in now to restore full access.",
        ])

    static let watches = Theme(
        name: "watches",
        subjects: [
            "Luxury watches from ${###}", "Replica {brand}, {##}% off", "{brand} for less", "Look like a million",
        ],
        sentences: [
            "Exact replica {brand} watches at a fraction of the price.", "Nobody will tell the difference.",
            "All models in stock: {brand}, {brand}, {brand}.", "Buy two, get a third one free!", "Shop here: {link}",
            "Swiss movement, sapphire glass, lifetime warranty.", "Sale ends {day}. Limited quantities!",
        ])

    static let loans = Theme(
        name: "loans",
        subjects: [
            "Refinance at {#}.{#}%", "You are pre-approved", "Cash {day}, no credit check", "lower your payments",
        ],
        sentences: [
            "You have been pre-approved for a loan of {currency}{###},000 at a low {#}.{##}% fixed rate.",
            "Bad credit is no problem, everyone is accepted.", "Lower your monthly mortgage payments by {##}% today.",
            "Fill out the 30 second form: {link}", "Rates are at their lowest in {##} years, act now!",
            "No upfront fees and no obligation.", "Consolidate your debt into one easy payment.",
        ])

    static let advanceFee = Theme(
        name: "advance fee",
        subjects: [
            "Confidential business proposal", "From {person}, barrister", "Urgent assistance needed", "Dear friend",
        ],
        sentences: [
            "I am {person}, the personal lawyer of a late client who died without next of kin.",
            "The sum of USD {##}.{#} million is deposited with a security company in {city}.",
            "I seek your assistance to transfer the funds and offer you {##}% of the total.",
            "This transaction is entirely risk free and confidential.",
            "Kindly send your bank details and telephone number.",
            "I got your contact in my search for a trustworthy partner.", "God bless you as you reply urgently.",
        ])

    static let investment = Theme(
        name: "investment",
        subjects: [
            "{ticker} about to explode", "hot stock alert: {ticker}", "Earn {currency}{####} a day",
            "Insider report {day}",
        ],
        sentences: [
            "{ticker} is up {##}% and expected to triple by {day}.",
            "Our last pick went from {#} cents to ${#}.{##} in a week.",
            "Get in before the news breaks, this one will explode!", "Strong buy, target price ${##}.",
            "Make {currency}{####} a day from home with our system.",
            "Guaranteed returns, no experience needed: {link}",
            "This report contains forward looking statements.",
        ])

    static let software = Theme(
        name: "software",
        subjects: ["Office and design software ${##}", "OEM software, instant download", "cheap licences {##}% off"],
        sentences: [
            "All the software you need at {##}% below retail price.", "Instant download after payment: {link}",
            "Original OEM licences, full versions, all languages.", "Office suite only ${##}, photo editor only ${##}.",
            "Why pay more for the box?", "Over {###} titles in stock, new versions every day.",
        ])

    static let falseInvoice = Theme(
        name: "false invoice",
        subjects: ["Invoice {####} from {company}", "Re: payment {####}", "overdue invoice", "Purchase order {####}"],
        sentences: [
            "Please find attached invoice {####} over {currency}{amount}, which is now overdue.",
            "Open the attached document and enable editing to view the details.",
            "Payment is due {day} to avoid legal action.",
            "Our bank details have changed. {please} use the new account for this payment.",
            "Kindly confirm receipt of the payment {soon}.", "Download your invoice here: {link}",
            "{company} accounting department, {city}.",
        ])

    static let parcel = Theme(
        name: "parcel",
        subjects: [
            "Your parcel {####} is on hold", "Delivery attempt {day}", "Re: your order {####}", "Shipping notice",
        ],
        sentences: [
            "We could not deliver your parcel {####} on {day}.",
            "Pay the customs fee of {currency}{#}.{##} to release it: {link}",
            "Your shipment is held in our warehouse in {city}.", "Track your order here: {link}",
            "If we hear nothing within {##} hours the parcel is returned.",
            "Confirm your address and card to schedule a new delivery.",
        ])

    static let diet = Theme(
        name: "diet",
        subjects: ["Lose {##} pounds in {#} weeks", "doctors hate this", "Feel {##} again", "natural {pill}"],
        sentences: [
            "Lose up to {##} pounds in {#} weeks without exercise.", "As seen on TV: the miracle berry that melts fat.",
            "100% natural, money back guarantee.", "Try it free for {##} days, pay only shipping: {link}",
            "Clinical studies prove that it works.", "Feel {##} years younger, look great this summer!",
        ])

    static let rankings = Theme(
        name: "rankings",
        subjects: [
            "First page of search results", "quick question about your website", "{###} backlinks", "Re: proposal",
        ],
        sentences: [
            "I visited your website and noticed that it is not on the first page of the search results.",
            "We guarantee top ten rankings within {##} days.",
            "Our package has {###} quality backlinks for only ${##}.",
            "Shall I send you a free audit and a price list?", "We have helped {company} to double its traffic.",
            "Reply with your phone number and the best time to call.",
            "Reach {##} million mailboxes with our email lists.",
        ])

    static let words: [String: [String]] = [
        "pill": [
            "Viagra", "V1agra", "Cialis", "C1al!s", "Xanax", "Valium", "Phentermine", "Ambien", "Levitra",
            "V i a g r a",
        ],
        "brand": ["Rolex", "Omega", "Cartier", "Breitling", "Patek", "R0lex"],
        "ticker": ["CYTV", "GDKI", "PXPT", "ADVR", "WLGS", "EXVG"],
    ]
}
