/// What a letter is about: templates for its subject and its sentences. Topics are themes of ham, campaigns of spam.
struct Theme {
    let name: String
    let subjects: [String]
    let sentences: [String]
}
